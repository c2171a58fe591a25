/**
 * Client of a visavis server: gives it voices and gets faces back, as ordinary MediaStreamTracks.
 *
 * @packageDocumentation
 */
export { Composite, type CompositeOptions, composite, type PackedSource } from './composite.js';
export {
  type Controls,
  control,
  type Emotion,
  type EmotionName,
  emotionNames,
  type Kin,
  type Relation,
  type Status,
} from './controls.js';
export {
  type Access,
  type AvatarChoice,
  type Conversation,
  createConversation,
  createSample,
  endConversation,
  isThisMachine,
  listAvatars,
  type NewConversation,
  type ParticipantSpec,
  type ServerInfo,
  serverInfo,
} from './conversation.js';
export { type Reason, VisavisError } from './errors.js';
export type { LinkEvents, LinkState } from './link.js';
export { type LogLevel, type LogSink, setLogLevel } from './log.js';
export { openMicrophone } from './microphone.js';
export {
  type FrameDelay,
  type PortrayalStats,
  portrayalStats,
  type Stage,
  stages,
} from './portrayal-stats.js';
export { type LinkOptions, publishVoice, type VoicePublication } from './publish.js';
export { type Reception, ReceptionMeter } from './reception.js';
export { type Face, type FaceEvents, type WatchOptions, watch } from './watch.js';
