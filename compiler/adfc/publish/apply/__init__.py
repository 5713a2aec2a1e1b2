"""A plan carried out: in the order that the service needs, side by side, and with every trigger in its state after."""
