import { definePreset } from '@primeuix/themes';
import autocomplete from '@primeuix/themes/aura/autocomplete';
import base from '@primeuix/themes/aura/base';
import button from '@primeuix/themes/aura/button';
import datepicker from '@primeuix/themes/aura/datepicker';
import dialog from '@primeuix/themes/aura/dialog';
import drawer from '@primeuix/themes/aura/drawer';
import iconfield from '@primeuix/themes/aura/iconfield';
import inputtext from '@primeuix/themes/aura/inputtext';
import popover from '@primeuix/themes/aura/popover';
import ripple from '@primeuix/themes/aura/ripple';
import select from '@primeuix/themes/aura/select';
import skeleton from '@primeuix/themes/aura/skeleton';
import virtualscroller from '@primeuix/themes/aura/virtualscroller';

/*
 * The look of a well-kept ledger: paper, ink, bottle green, a touch of brass. The same values as
 * custom properties, for the page's own parts, are in styles/tokens.css.
 */

const green = {
  50: '#eff8f5',
  100: '#d6ede6',
  200: '#aedbce',
  300: '#7ec2b0',
  400: '#58ad98',
  500: '#2d8873',
  600: '#1a6e5c',
  700: '#13584a',
  800: '#11463c',
  900: '#12332c',
  950: '#06201b',
};

const paper = {
  0: '#ffffff',
  50: '#faf9f6',
  100: '#f3f2ec',
  200: '#e5e3da',
  300: '#cfccc0',
  400: '#a3a094',
  500: '#76746a',
  600: '#5c5b52',
  700: '#44443d',
  800: '#2a2b27',
  900: '#1b1c1a',
  950: '#10110f',
};

const night = {
  0: '#ffffff',
  50: '#f1f4f2',
  100: '#e3e8e5',
  200: '#c6cfcb',
  300: '#a8b4af',
  400: '#8a9993',
  500: '#697872',
  600: '#4b5a54',
  700: '#33413c',
  800: '#222d29',
  900: '#18211e',
  950: '#101714',
};

/** Only the widgets that the page uses: the whole of Aura is half of all the code otherwise. */
const aura = {
  ...base,
  components: {
    autocomplete,
    button,
    datepicker,
    dialog,
    drawer,
    iconfield,
    inputtext,
    popover,
    ripple,
    select,
    skeleton,
    virtualscroller,
  },
};

export const preset = definePreset(aura, {
  primitive: {
    borderRadius: { none: '0', xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  },
  semantic: {
    primary: green,
    transitionDuration: '0.12s',
    focusRing: { width: '2px', style: 'solid', color: '{primary.color}', offset: '2px' },
    formField: {
      paddingX: '0.7rem',
      paddingY: '0.45rem',
      sm: { fontSize: '0.8125rem', paddingX: '0.6rem', paddingY: '0.32rem' },
      focusRing: { width: '2px', style: 'solid', color: '{primary.color}', offset: '-1px' },
      shadow: 'none',
    },
    colorScheme: {
      light: {
        surface: paper,
        primary: {
          color: '{primary.700}',
          contrastColor: '#ffffff',
          hoverColor: '{primary.800}',
          activeColor: '{primary.900}',
        },
        highlight: {
          background: '{primary.50}',
          focusBackground: '{primary.100}',
          color: '{primary.800}',
          focusColor: '{primary.900}',
        },
        text: {
          color: '#1a2421',
          hoverColor: '#0d1513',
          mutedColor: '#5a6561',
          hoverMutedColor: '#414b47',
        },
        formField: {
          borderColor: '{surface.300}',
          hoverBorderColor: '{surface.400}',
          placeholderColor: '#6b7571',
          floatLabelColor: '#5a6561',
          iconColor: '#6b7571',
        },
        content: { borderColor: '{surface.200}' },
        mask: { background: 'rgba(16, 30, 26, 0.38)' },
      },
      dark: {
        surface: night,
        primary: {
          color: '{primary.300}',
          contrastColor: '{primary.950}',
          hoverColor: '{primary.200}',
          activeColor: '{primary.100}',
        },
        highlight: {
          background: 'rgba(126, 194, 176, 0.14)',
          focusBackground: 'rgba(126, 194, 176, 0.22)',
          color: '{primary.200}',
          focusColor: '{primary.100}',
        },
        text: {
          color: '#e8edea',
          hoverColor: '#ffffff',
          mutedColor: '#9dada6',
          hoverMutedColor: '#c0ccc7',
        },
        formField: {
          background: '#141c19',
          borderColor: '{surface.700}',
          hoverBorderColor: '{surface.600}',
          placeholderColor: '#8d9d96',
          iconColor: '#8d9d96',
        },
        content: { background: '{surface.900}', borderColor: '{surface.800}' },
        overlay: {
          select: { background: '#1b2522', borderColor: '{surface.700}' },
          popover: { background: '#1b2522', borderColor: '{surface.700}' },
          modal: { background: '{surface.900}', borderColor: '{surface.700}' },
        },
        mask: { background: 'rgba(0, 0, 0, 0.6)' },
      },
    },
  },
  components: {
    button: {
      root: { label: { fontWeight: '550' }, paddingY: '0.45rem' },
      colorScheme: {
        light: { outlined: { secondary: { color: '{text.color}', borderColor: '{surface.300}' } } },
        dark: { outlined: { secondary: { color: '{text.color}', borderColor: '{surface.700}' } } },
      },
    },
    drawer: { root: { shadow: '0 0 60px rgba(8, 24, 20, 0.22)' } },
  },
});
