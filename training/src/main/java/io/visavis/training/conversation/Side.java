package io.visavis.training.conversation;

import io.visavis.inference.Relation;
import java.util.List;

/**
 * One of the two in a conversation.
 *
 * @param relation how this one stands to the other
 * @param voice 16 kHz, all of the conversation
 * @param face [frames][55] the truth
 * @param made [frames][55] the truth without blinks, gaze and breath: what a model makes that
 *     leaves these to the server
 * @param again [frames][55] a face as true as that, to the same partner: another draw of chance
 * @param anybody [frames][55] what an average person would do: no model that does not know this one
 *     can know better
 * @param alone [frames][55] what this one would do if nobody were there
 * @param madeAlone [frames][55] that without blinks, gaze and breath
 * @param tracked what the other's side sees of it
 * @param feelings [frames][7] intensities 0..3
 * @param cues times at which this one invites an answer, seconds
 * @param nods times at which this one begins to nod, seconds
 * @param turns [frames] whether this one has the turn
 */
public record Side(
    Person person,
    Relation relation,
    float[] voice,
    float[][] face,
    float[][] made,
    float[][] again,
    float[][] anybody,
    float[][] alone,
    float[][] madeAlone,
    Tracker tracked,
    float[][] feelings,
    List<Double> cues,
    List<Double> nods,
    boolean[] turns) {}
