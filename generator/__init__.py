"""Portraits du commerce extérieur: a static site from the customs' open data.

Data goes one way: customs → portrait → figures → compute → exports → pages → site. Each folder imports only from
those to its left, and from ``french``, ``reference``, ``system`` and the modules ``context``, ``edition``, ``errors``
and ``tables``.
"""
