import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';

interface SignedIn {
  access_token: string;
  refresh_token: string;
  user: { id: number; username: string; permissions: string[] };
}

export interface Company {
  id: number;
  name: string;
  cui: string;
}

export interface Invoice {
  id: number;
  series: string;
  number: string;
  date: string;
  due_date: string;
  days_overdue: number;
  partner_name: string;
  total: string;
  balance: string;
  status: string;
}

export interface InvoicePage {
  items: Invoice[];
  total: number;
  totals: Record<'net' | 'vat' | 'total' | 'paid' | 'balance', string>;
}

/** Asks the server as another program would: the witness for what the page shows. */
export class Api {
  private readonly tokens = new Map<string, string>();

  constructor(private readonly request: APIRequestContext) {}

  /** The demo's users have their own name as password. A session of its own each time. */
  async signIn(username: string): Promise<SignedIn> {
    const answer = await this.request.post('/api/auth/login', {
      data: { username, password: username },
    });
    expect(answer.status(), `sign in as ${username}`).toBe(200);
    return (await answer.json()) as SignedIn;
  }

  private async token(username: string): Promise<string> {
    let token = this.tokens.get(username);
    if (!token) {
      token = (await this.signIn(username)).access_token;
      this.tokens.set(username, token);
    }
    return token;
  }

  async fetch(username: string, path: string, method = 'GET'): Promise<APIResponse> {
    const headers = { Authorization: `Bearer ${await this.token(username)}` };
    return this.request.fetch(path, { method, headers });
  }

  async get<T>(username: string, path: string): Promise<T> {
    const answer = await this.fetch(username, path);
    expect(answer.status(), path).toBe(200);
    return (await answer.json()) as T;
  }

  async companies(username: string): Promise<Company[]> {
    return (await this.get<{ items: Company[] }>(username, '/api/companies')).items;
  }

  /** A company that every test user may see: the one with the most to show comes first by default. */
  async commonCompany(): Promise<Company> {
    const [company] = await this.companies('viewer');
    expect(company).toBeDefined();
    return company as Company;
  }

  invoices(companyId: number, query: Record<string, string> = {}): Promise<InvoicePage> {
    const search = new URLSearchParams({ company_id: String(companyId), ...query });
    return this.get<InvoicePage>('demo', `/api/reports/invoices?${search}`);
  }

  /** Ends every session of the user but this program's own. */
  async endOtherSessions(username: string): Promise<void> {
    const { items } = await this.get<{ items: { id: string; current: boolean }[] }>(
      username,
      '/api/auth/sessions',
    );
    for (const session of items.filter((item) => !item.current)) {
      const answer = await this.fetch(username, `/api/auth/sessions/${session.id}`, 'DELETE');
      expect(answer.status()).toBe(204);
    }
  }
}
