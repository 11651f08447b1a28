"""Portraits du commerce extérieur: a static site from the customs' open data.

One way through: customs → portrait → charts → pages → site, with ``reference`` beside.
A folder imports only from those to its left, from ``reference`` and from the modules at the top.
"""
