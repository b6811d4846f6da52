/** What a floor policy is given and what it answers: judgement only, as pure functions over records. */
@NullMarked
package org.livechat.api.floor;

import org.jspecify.annotations.NullMarked;
