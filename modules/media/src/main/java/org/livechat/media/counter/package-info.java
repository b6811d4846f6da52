/** What happened, counted: one object a worker, written by its thread alone and readable by all. */
@NullMarked
package org.livechat.media.counter;

import org.jspecify.annotations.NullMarked;
