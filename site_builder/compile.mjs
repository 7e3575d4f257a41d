// Compile the Python files of wheels, with the very Python that will run them: node compile.mjs RUNTIME FROM TO
import { pathToFileURL } from "node:url";

const [runtime, from, to] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL: `${runtime}/` });
pyodide.mountNodeFS("/from", from);
pyodide.mountNodeFS("/to", to);
pyodide.runPython(`
import importlib._bootstrap_external as loader
import pathlib
import warnings
import zipfile

warnings.simplefilter("ignore")  # about other people's code

def compiled(name, source):
    code = compile(source, f"/lib/python3.14/site-packages/{name}", "exec", dont_inherit=True, optimize=0)
    return loader._code_to_hash_pyc(code, b"\\0" * 8, checked=False)

def compile_wheel(path, done):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(done, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".py") and ".data/" not in name:
                try:
                    name, content = name + "c", compiled(name, content)
                except SyntaxError:
                    pass  # a template or an example that is no Python of this version
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)

for path in pathlib.Path("/from").rglob("*.whl"):
    done = pathlib.Path("/to", path.relative_to("/from"))
    done.parent.mkdir(exist_ok=True)
    partial = done.with_suffix(".part")
    compile_wheel(path, partial)
    partial.rename(done)
`);
process.exit(0);
