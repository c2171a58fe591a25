import { useEffect, useState } from 'preact/hooks';

export type Route =
  | { view: 'home' | 'sample' | 'avatar' | 'invite' }
  /** `code` holds the invitation. */
  | { view: 'join'; code: string };

export function routeIn(hash: string): Route {
  const [view, code] = hash.replace(/^#\/?/, '').split('/', 2);
  switch (view) {
    case 'sample':
    case 'avatar':
    case 'invite':
      return { view };
    case 'join':
      return { view, code: code ?? '' };
    default:
      return { view: 'home' };
  }
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeIn(location.hash));
  useEffect(() => {
    const changed = () => setRoute(routeIn(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
