"""The child process that opens a file from a stranger, so that nobody else has to.

It reads one job on its input and writes one answer on its output; it opens no file, knows no
name, has no environment, and lives under limits that it sets itself before it reads the job.
"""
