"""Run every benchmark, one after another."""

import importlib
import pkgutil

import benchmarks

for found in sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__)):
    if found != "__main__":
        print(f"\n{found}", flush=True)
        importlib.import_module(f"benchmarks.{found}").main()
