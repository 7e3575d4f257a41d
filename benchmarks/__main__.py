"""Run the benchmarks, one after another, but for those that measure what another one measures with more."""

import importlib
import pkgutil

import benchmarks

ALONE = ("__main__", "class_of_thirty")  # `grading` has classes of forty, of all notebooks

for found in sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__)):
    if found not in ALONE:
        print(f"\n{found}", flush=True)
        importlib.import_module(f"benchmarks.{found}").main()
