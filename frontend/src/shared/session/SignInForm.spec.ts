import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeServer, type FakeAnswer } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';
import SignInForm from './SignInForm.vue';

const user = {
  id: 1,
  username: 'maria',
  full_name: 'Maria',
  email: '',
  role: 'viewer',
  permissions: [],
};
const tokens = {
  access_token: 'a',
  refresh_token: 'r',
  token_type: 'bearer',
  expires_in: 900,
  user,
};

async function setUp(answers: Record<string, () => FakeAnswer>, props = {}) {
  const server = fakeServer(answers);
  vi.stubGlobal('fetch', server.fetcher);
  const { wrapper } = await mountPage(SignInForm, { props });
  const fill = (name: string, value: string) => wrapper.get(`[name="${name}"]`).setValue(value);
  const submit = async () => {
    await wrapper.get('form').trigger('submit');
    await flushPromises();
  };
  const signIn = async (username = 'maria', password = 'secret') => {
    await fill('username', username);
    await fill('password', password);
    await submit();
  };
  return { server, wrapper, fill, submit, signIn };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('SignInForm', () => {
  it('signs in and says so', async () => {
    const { server, wrapper, signIn } = await setUp({
      'POST /api/auth/login': () => ({ body: tokens }),
    });
    await signIn(' maria ', ' secret ');
    expect(wrapper.emitted('done')).toHaveLength(1);
    // Spaces around a name are an accident; in a password they may be meant.
    expect(server.requests[0]?.body).toEqual({ username: 'maria', password: ' secret ' });
  });

  it('says that the name or the password is wrong', async () => {
    const { wrapper, signIn } = await setUp({
      'POST /api/auth/login': () => ({ status: 401, body: { detail: 'x' } }),
    });
    await signIn();
    expect(wrapper.get('[role="alert"]').text()).toContain('nu sunt corecte');
    expect(wrapper.emitted('done')).toBeUndefined();
  });

  it('asks for what is missing without asking the server', async () => {
    const { server, wrapper, fill, submit } = await setUp({});
    await fill('username', 'maria');
    await submit();
    expect(server.requests).toEqual([]);
    expect(wrapper.get('small').text()).toBe('Completează câmpul.');
    expect(document.activeElement?.getAttribute('name')).toBe('password');
  });

  it('counts the waiting time of a 429 down and then lets one try again', async () => {
    vi.useFakeTimers();
    const { server, wrapper, signIn, submit } = await setUp({
      'POST /api/auth/login': () => ({ status: 429, headers: { 'Retry-After': '30' } }),
    });
    await signIn();
    expect(wrapper.get('[role="alert"]').text()).toContain('30 s');
    expect(wrapper.get('button[type="submit"]').attributes('disabled')).toBeDefined();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(wrapper.get('[role="alert"]').text()).toContain('20 s');
    await submit();
    expect(server.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(wrapper.get('[role="alert"]').text()).toBe('');
    await submit();
    expect(server.requests).toHaveLength(2);
  });

  it('says that the server does not answer', async () => {
    const { wrapper, signIn } = await setUp({
      'POST /api/auth/login': () => {
        throw new TypeError('failed to fetch');
      },
    });
    await signIn();
    expect(wrapper.get('[role="alert"]').text()).toContain('Serverul nu răspunde');
  });

  describe('with two factors', () => {
    const challenge = {
      two_factor_required: true,
      challenge_id: 'c1',
      expires_in: 300,
    };

    it('asks for the code and signs in with it', async () => {
      const { server, wrapper, fill, submit, signIn } = await setUp({
        'POST /api/auth/login': () => ({ body: challenge }),
        'POST /api/auth/two-factor': () => ({ body: tokens }),
      });
      await signIn();
      expect(wrapper.emitted('done')).toBeUndefined();
      await fill('code', '123 456');
      await submit();
      expect(server.requests.at(-1)?.body).toEqual({ challenge_id: 'c1', code: '123456' });
      expect(wrapper.emitted('done')).toHaveLength(1);
    });

    it.each([401, 422])('says that the code is wrong (%i) and stays there', async (status) => {
      const { wrapper, fill, submit, signIn } = await setUp({
        'POST /api/auth/login': () => ({ body: challenge }),
        'POST /api/auth/two-factor': () => ({ status }),
      });
      await signIn();
      await fill('code', '000000');
      await submit();
      expect(wrapper.get('[role="alert"]').text()).toContain('Codul nu este corect');
      expect(wrapper.find('[name="code"]').exists()).toBe(true);
    });

    it('goes back to the password when the code has expired', async () => {
      vi.useFakeTimers();
      const { wrapper, signIn } = await setUp({
        'POST /api/auth/login': () => ({ body: { ...challenge, expires_in: 5 } }),
      });
      await signIn();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(wrapper.find('[name="code"]').exists()).toBe(false);
      expect(wrapper.get('[role="alert"]').text()).toContain('a expirat');
    });
  });

  it('keeps the name of the one whose session was lost', async () => {
    const { wrapper } = await setUp({}, { fixedUsername: 'maria' });
    const field = wrapper.get<HTMLInputElement>('[name="username"]');
    expect(field.element.value).toBe('maria');
    expect(field.attributes('readonly')).toBeDefined();
    expect(document.activeElement?.getAttribute('name')).toBe('password');
  });
});
