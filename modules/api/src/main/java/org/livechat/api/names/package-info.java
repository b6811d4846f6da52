/** What ids of users and names that people read have to look like, for all parts that take them or make them. */
@NullMarked
package org.livechat.api.names;

import org.jspecify.annotations.NullMarked;
