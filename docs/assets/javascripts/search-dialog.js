"use strict";
// Material's search, as a labelled dialog: it is of no use without its script, so no page carries it. The last line of the
// search box or Material's keyboard shortcuts open it. Hidden until found.css or material.css is there for sure.
document.querySelector(".md-header__inner").insertAdjacentHTML(
  "beforeend",
  `
  <div class="md-search" data-md-component="search" role="dialog" aria-label="Recherche" hidden>
    <label class="md-search__overlay" for="__search"></label>
    <div class="md-search__inner" role="search">
      <form class="md-search__form" name="search">
        <input type="text" class="md-search__input" name="query" aria-label="Rechercher" placeholder="Rechercher"
          autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" data-md-component="search-query"
          tabindex="-1" required>
        <label class="md-search__icon md-icon" for="__search">
          <svg viewBox="0 0 24 24"><path d="M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.52 6.52 0 0 1 9.5 16 6.5 6.5 0 0 1 3 9.5 6.5 6.5 0 0 1 9.5 3m0 2C7 5 5 7 5 9.5S7 14 9.5 14 14 12 14 9.5 12 5 9.5 5"/></svg>
          <svg viewBox="0 0 24 24"><path d="M20 11v2H8l5.5 5.5-1.42 1.42L4.16 12l7.92-7.92L13.5 5.5 8 11z"/></svg>
        </label>
        <nav class="md-search__options" aria-label="Recherche">
          <button type="reset" class="md-search__icon md-icon" title="Effacer" aria-label="Effacer" tabindex="-1">
            <svg viewBox="0 0 24 24"><path d="M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z"/></svg>
          </button>
        </nav>
      </form>
      <div class="md-search__output">
        <div class="md-search__scrollwrap" role="region" aria-label="Résultats de la recherche" tabindex="0" data-md-scrollfix>
          <div class="md-search-result" data-md-component="search-result">
            <div class="md-search-result__meta">Initialisation de la recherche</div>
            <ol class="md-search-result__list" role="presentation"></ol>
          </div>
        </div>
      </div>
    </div>
  </div>`,
);
