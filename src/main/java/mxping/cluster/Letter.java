package mxping.cluster;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What one member tells another, as JSON on the wire. Agents of different versions share checks
 * during an upgrade: what a letter says more than is known is passed over, and so is a letter of an
 * unknown kind. Immutable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "letter")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Letter.Announcement.class, name = "announcement"),
  @JsonSubTypes.Type(value = Letter.Farewell.class, name = "farewell"),
  @JsonSubTypes.Type(value = Letter.Wish.class, name = "wish"),
  @JsonSubTypes.Type(value = Letter.Queued.class, name = "queued"),
  @JsonSubTypes.Type(value = Letter.Turn.class, name = "turn"),
  @JsonSubTypes.Type(value = Letter.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Letter.Held.class, name = "held"),
  @JsonSubTypes.Type(value = Letter.Question.class, name = "question"),
  @JsonSubTypes.Type(value = Letter.Answer.class, name = "answer"),
})
sealed interface Letter {

  /**
   * To all, once a second: the member is well, what it has read, and where it serves its pages.
   *
   * @param digest of the text of its file
   * @param pages an address such as {@code http://192.0.2.1:9025}
   */
  record Announcement(String digest, String pages) implements Letter {}

  /** To all: the member is about to leave, and begins no round any more. */
  record Farewell() implements Letter {}

  /** About whose turn it is to connect to an address. */
  sealed interface OfTurns extends Letter {}

  /**
   * To the owner of an address's lane: may I connect to it? Said again twice a second until the
   * turn has come.
   *
   * @param id of the sender's choice, the same while it asks for the same turn
   * @param leaseMillis after which a turn that was given ends by itself
   */
  record Wish(long id, String address, long leaseMillis) implements OfTurns {}

  /** To whoever wished: heard, others come first. */
  record Queued(long id) implements OfTurns {}

  /**
   * To whoever wished: connect now.
   *
   * @param elsewhere how many recipients that may be refused other members have asked this address
   *     for in the last 60 s
   */
  record Turn(long id, int elsewhere) implements OfTurns {}

  /**
   * To the owner of the lane: the connection has ended, or the turn is not wanted any more.
   *
   * @param asked how many recipients it was asked for that may be refused
   * @param closedMillis for how long nobody may connect to the address
   */
  record Done(long id, String address, int asked, long closedMillis) implements OfTurns {}

  /**
   * To the new owner of a lane: a connection of this member's goes on, by the turn it was given.
   */
  record Held(long id, String address, long leaseMillis) implements OfTurns {}

  /** To the owner of a check: how is it? */
  record Question(long id, String check) implements Letter {}

  /**
   * To whoever asked.
   *
   * @param status of HTTP
   */
  record Answer(long id, int status, String text) implements Letter {}
}
