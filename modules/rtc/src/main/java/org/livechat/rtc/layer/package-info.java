/**
 * How upper layers of a picture are left out of a stream so that its receiver notices nothing but a lower frame rate: which frames
 * go on, and what their numbers become. Rules without threads, clocks or I/O, that allocate nothing a packet. Each object belongs to
 * one thread.
 */
@NullMarked
package org.livechat.rtc.layer;

import org.jspecify.annotations.NullMarked;
