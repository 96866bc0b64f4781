package mxping.pages;

import java.util.List;

/**
 * A page out of many entries.
 *
 * @param page from 1
 * @param pages how many there are, at least 1
 * @param from the first entry of the page, from 0
 * @param to the one after its last
 * @param all how many entries there are
 */
record Paging(int page, int pages, int from, int to, int all) {

  /** The page asked for, or the last where there are not so many. */
  static Paging of(int asked, int all, int size) {
    int pages = Math.max(1, (all + size - 1) / size);
    int page = Math.clamp(asked, 1, pages);
    return new Paging(page, pages, (page - 1) * size, Math.min(all, page * size), all);
  }

  <T> List<T> of(List<T> entries) {
    return entries.subList(from, to);
  }

  boolean several() {
    return pages > 1;
  }

  boolean hasBefore() {
    return page > 1;
  }

  boolean hasAfter() {
    return page < pages;
  }

  /** {@code 101 to 200 of 2000}. */
  String words() {
    return (from + 1) + " to " + to + " of " + all;
  }
}
