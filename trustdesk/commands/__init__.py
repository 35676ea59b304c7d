"""What each command of the command line does; how it is called stands in `trustdesk.__main__`.

A command takes its parsed arguments and returns a `Result`: what is to be printed, and whether all was well.
What it was refused for goes up as a `TrustDeskError`, what was asked wrongly as a `UsageError`.
"""
