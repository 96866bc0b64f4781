package mxping.web;

import java.time.Instant;
import java.util.List;
import mxping.history.KeptDialogue;

/**
 * A dialogue that is kept, as JSON.
 *
 * @param transcript empty where it had to give way to later ones
 */
record DialogueView(Instant ended, FindingView deciding, List<ProbeView.LineView> transcript) {
  static DialogueView of(KeptDialogue dialogue) {
    return new DialogueView(
        dialogue.ended(),
        FindingView.of(dialogue.deciding()),
        dialogue.transcript().stream().map(ProbeView.LineView::of).toList());
  }
}
