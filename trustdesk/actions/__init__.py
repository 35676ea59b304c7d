"""What a user can do: plain functions on a session, one module a noun.

Each is called inside `with desk.change(label) as session:` and raises `TrustDeskError`, written for the
user, when it cannot be done; the change then keeps nothing. They never ask and never show.
"""
