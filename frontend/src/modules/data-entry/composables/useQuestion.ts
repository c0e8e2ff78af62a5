import { shallowRef } from 'vue';

/** What the user is asked before something that cannot be taken back lightly. */
export interface Question {
  title: string;
  text?: string;
  /** What there is to look at first. */
  points?: string[];
  confirm: string;
  danger?: boolean;
  /** The answer needs words; this is what they are called. */
  reason?: string;
}

/** A question and its answer: null when the user turned away, else the words, which may be none. */
export function useQuestion() {
  const question = shallowRef<Question | null>(null);
  let settle: ((answer: string | null) => void) | null = null;

  function answer(words: string | null): void {
    question.value = null;
    settle?.(words);
    settle = null;
  }

  function ask(next: Question): Promise<string | null> {
    answer(null);
    question.value = next;
    return new Promise((done) => (settle = done));
  }

  return { question, ask, answer };
}
