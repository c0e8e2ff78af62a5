import 'vue-router';

/** What the page shell knows of a route. Modules describe their pages with it. */
declare module 'vue-router' {
  interface RouteMeta {
    /** Text key of the page's name: the window's title. */
    titleKey?: string;
    /** An entry in the navigation. */
    nav?: { groupKey: string; icon: string; order: number };
    /** The page shows one company's books: its address carries `company_id`. */
    companyScoped?: boolean;
    /** The entry of the navigation that a page without one of its own belongs to, by name. */
    within?: string;
    /**
     * The page shows a range of days: its address carries `date_from` and `date_to`. Where they are
     * required, "all periods" are the days of the books from the first to the last; with 'month'
     * only whole accounting months are offered.
     */
    period?: boolean | 'required' | 'month';
    permission?: string;
    /** Where a photo is sent that was taken without a network; the page shows what becomes of it. */
    intake?: string;
    /** Open to those who are not signed in. */
    anonymous?: boolean;
  }
}

export {};
