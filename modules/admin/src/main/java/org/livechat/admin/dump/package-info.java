/** What is written down of a running server when something is wrong with it: flight recordings and heap dumps. */
@NullMarked
package org.livechat.admin.dump;

import org.jspecify.annotations.NullMarked;
