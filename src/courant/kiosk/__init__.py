"""The kiosk: what readers reach.  It hands out the edition and knows no database."""
