/** Random schedules in virtual time, and the invariants that every floor keeps whatever its policy decides. */
@NullMarked
package org.livechat.floor.testkit;

import org.jspecify.annotations.NullMarked;
