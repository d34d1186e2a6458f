"""The project: the only room that knows every room.  Settings, addresses, commands, supervision."""
