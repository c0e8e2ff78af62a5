import { computed, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import type { CompanyId, Dashboard } from '../api';
import { accountOf, invoicesOf, treasuryOf, trialBalanceOf } from './drillDown';
import { shiftMonth } from './useReportMonth';
import { formatCount } from '@/shared/format/count';
import { isNegative, isZero } from '@/shared/format/money';

type Partners = 'clients' | 'suppliers';
const ACCOUNT = { clients: '4111', suppliers: '401' } as const;

/** The dashboard's figures as cards: each with its past, its parts, and where it leads. */
export function useFigures(
  data: Ref<Dashboard | null>,
  companyId: Ref<CompanyId | null>,
  isCurrent: Ref<boolean>,
) {
  const { t } = useI18n();

  /**
   * Open invoices are listed as they are today. For an earlier month the ledger of their account is
   * what the figure was made of.
   */
  function openOf(dashboard: Dashboard, id: CompanyId, partners: Partners): RouteLocationRaw {
    return isCurrent.value
      ? invoicesOf(id, partners, 'open')
      : accountOf(id, ACCOUNT[partners], dashboard.period);
  }

  function partnerCard(dashboard: Dashboard, id: CompanyId, partners: Partners) {
    const figures = dashboard[partners];
    return {
      key: partners,
      pick: (of: Pick<Dashboard, Partners> | null | undefined) => of?.[partners].open,
      props: {
        title: t(`reports.dashboard.${partners}`),
        icon: partners === 'clients' ? 'pi pi-users' : 'pi pi-truck',
        amount: figures.open,
        to: openOf(dashboard, id, partners),
        parts: [
          {
            label: t('reports.dashboard.overdue'),
            amount: figures.overdue,
            to: isCurrent.value ? invoicesOf(id, partners, 'overdue') : undefined,
            tone: isZero(figures.overdue) ? undefined : ('late' as const),
          },
        ],
        note: t(
          'reports.dashboard.openInvoices',
          { formatted: formatCount(figures.invoices) },
          figures.invoices,
        ),
      },
    };
  }

  const past = computed(() => {
    const period = data.value?.period ?? { year: 2000, month: 1 };
    return { previous: shiftMonth(period, -1), lastYear: shiftMonth(period, -12) };
  });

  const cards = computed(() => {
    const dashboard = data.value;
    const id = companyId.value;
    if (!dashboard || id === null) return [];
    const { period, cash, vat } = dashboard;
    const treasury = treasuryOf(id, period);
    const list = [
      {
        key: 'cash',
        pick: (of: Pick<Dashboard, 'cash'> | null | undefined) => of?.cash.total,
        props: {
          title: t('reports.dashboard.cash'),
          icon: 'pi pi-wallet',
          amount: cash.total,
          to: treasury,
          better: 'up' as const,
          parts: [
            { label: t('reports.dashboard.bank'), amount: cash.bank, to: treasury },
            { label: t('reports.dashboard.cashDesk'), amount: cash.cash_desk, to: treasury },
          ],
        },
      },
      partnerCard(dashboard, id, 'clients'),
      partnerCard(dashboard, id, 'suppliers'),
      {
        key: 'vat',
        pick: (of: Pick<Dashboard, 'vat'> | null | undefined) => of?.vat.payable,
        props: {
          title: isNegative(vat.payable)
            ? t('reports.dashboard.vatToRecover')
            : t('reports.dashboard.vatPayable'),
          icon: 'pi pi-percentage',
          amount: vat.payable,
          to: trialBalanceOf(id, period, 4),
          parts: [
            {
              label: t('reports.dashboard.vatCollected'),
              amount: vat.collected,
              to: accountOf(id, '4427', period),
            },
            {
              label: t('reports.dashboard.vatDeductible'),
              amount: vat.deductible,
              to: accountOf(id, '4426', period),
            },
          ],
        },
      },
    ];
    return list.map(({ key, pick, props }) => ({
      key,
      props: {
        ...props,
        previous: { amount: pick(dashboard.previous_month), month: past.value.previous },
        lastYear: { amount: pick(dashboard.same_month_last_year), month: past.value.lastYear },
      },
    }));
  });

  const result = computed(() => {
    const dashboard = data.value;
    const id = companyId.value;
    if (!dashboard || id === null) return null;
    const { period } = dashboard;
    return {
      dashboard,
      previousMonth: past.value.previous,
      lastYear: past.value.lastYear,
      links: {
        revenue: trialBalanceOf(id, period, 7),
        expenses: trialBalanceOf(id, period, 6),
        profit: trialBalanceOf(id, period),
      },
    };
  });

  return { cards, result };
}
