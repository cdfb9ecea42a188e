/**
 * Parlour in Vue 3. Copy this file; put `<script async src="https://HOST/widget.js"></script>` into the page's
 * head and https://HOST/widget/widget.d.ts beside this for the types of `window.Parlour`. Written with a render
 * function, so that it needs no compiler in the page and no `unsafe-eval`. In a template of your own, say
 * `isCustomElement: (tag) => tag.startsWith('parlour-')` to the compiler.
 */
import { defineComponent, h, onBeforeUnmount, onMounted, watchEffect, type PropType } from 'vue';

/** Draw it once, outside the routes: then the conversation goes on whatever route is shown. */
export const Parlour = defineComponent({
  props: {
    /** The site's key, from the provider portal. */
    site: { type: String, required: true },
    /** The merchant's slug. */
    merchant: { type: String, required: true },
    /** Who is signed in, as your server has signed it; null for nobody. */
    token: { type: String as PropType<string | null>, default: null },
  },
  /** `unread`: how many messages are. */
  emits: { unread: (count: number) => count >= 0 },
  setup(props, { emit }) {
    watchEffect(() => {
      // An array until the loader is there, which then takes up what was asked of it.
      window.Parlour ??= [];
      window.Parlour.push(['identify', props.token === null ? null : { token: props.token }]);
    });
    const heard = ({ detail }: CustomEvent<{ readonly count: number }>) => emit('unread', detail.count);
    onMounted(() => addEventListener('parlour:unread', heard));
    onBeforeUnmount(() => removeEventListener('parlour:unread', heard));
    return () => h('parlour-chat', { site: props.site, merchant: props.merchant });
  },
});
