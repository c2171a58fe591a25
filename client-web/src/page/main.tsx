import './style/tokens.css';
import './style/base.css';
import './style/home.css';
import './style/stage.css';
import './style/controls.css';
import { render } from 'preact';
import { setLogLevel } from '../lib/index.js';
import { App } from './app.js';
import { debugging } from './debug.js';
import { applyTheme, savedTheme } from './theme.js';

applyTheme(savedTheme());
setLogLevel(debugging ? 'debug' : 'warn');
const root = document.getElementById('app');
if (root) render(<App />, root);
