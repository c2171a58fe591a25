package io.visavis.training;

import java.util.Locale;

/** The page of results on faces in conversation. */
final class MotionReport {
  private MotionReport() {}

  static String text(String motion, String listening, int conversations, double minutes) {
    return String.format(
            Locale.ROOT,
            """
            # Faces in conversation

            Made by `./visavis train evaluate --write`: %d conversations of %.1f minutes of each \
            split, both faces of each, against what the [rules of the corpus](../conversations.md) say. Each \
            cell: expression / jaw / pose.
            """,
            conversations,
            minutes)
        + motion
        + """

        ![Frechet distance of each, in times of the floor](motion.png)

        - *FD*: Frechet distance of frames, expression x 100, jaw and pose x 10^4. *P-FD*: the same with the partner's frame beside \
        each. *MSE* x 1000. Jaw: the four jaw channels; pose: the head's three angles, radians; \
        expression: the other 48.
        - *SID*: entropy of which clusters of the truth (40 / 10 / 10) the frames fall into; \
        *swapped*: the truth in clusters of the prediction, as published figures have it.
        - *rPCC*: |corr(truth, partner) - corr(prediction, partner)|, over frames and channels together.
        - *floor*: the same person, words, feelings and partner, another draw of nods, smiles, head \
        motion, blinks and gaze: as true as the truth. For FD, P-FD and SID no model can be expected to \
        beat it; for MSE a mean can, as it does not move at the wrong time. *anybody*: the same rules for an average person, \
        which is all that can be known of a stranger. *alone*: the same rules for this person, as if nobody \
        were there.
        - *model*: the model that is scored, run as the server runs it; who it is is \
        told where it knows the person.
        - *mean face* and *nearest audio* of as many conversations of the training: the mean of all \
        frames; and of each second the true face of that second whose voice sounds most like it. *another's face*: the truth of another conversation.
        - *test*: people of the training, other conversations; sentences that conversations are not trained \
        on, though the shipped model's lips were. *ood*: voices, people and \
        traits that were never trained on.

        ## Listening

        """
        + listening
        + """
        - *nods at cues*: of the partner's cues in whose answer's time self is silent, those that a nod \
        follows within 0.3 to 1.5 s; *shifted*: the same with cues 3.7 s later. A nod: the head 0.035 rad below its mean of 0.6 s.
        - *smile returned*: correlation of self's smile, while silent, with the partner's 0.6 s before.
        - *relation*: the same conversations, had the two stood otherwise to each other.
        - *read*: share of two seconds in which the nearest of the eight mean faces of the truth is that of the \
        emotion that was asked for at 3, whatever the partner feels; *strength*: how far from neutral to that mean.
        """;
  }
}
