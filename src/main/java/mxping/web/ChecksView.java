package mxping.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import mxping.history.CheckState;

/**
 * All checks in short, as JSON.
 *
 * @param checks by name, each made when it is written, so that ten thousand are never there at once
 */
record ChecksView(Iterator<Entry> checks) {

  /** A check and its mail hosts. */
  record Entry(@JsonUnwrapped CheckView check, List<HostView> hosts) {
    static Entry of(CheckState state, long now) {
      return new Entry(
          CheckView.of(state, now),
          state.hosts().stream().map(host -> HostView.of(host, now)).toList());
    }
  }

  static ChecksView of(Collection<CheckState> states, long now) {
    return new ChecksView(states.stream().map(state -> Entry.of(state, now)).iterator());
  }
}
