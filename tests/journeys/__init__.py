"""One user's story each, through a real IMAP server, real SMTP and the real program."""
