"""Counts pairs with scipy: X'X of the baskets x items matrix. Started by counting.ts; one line in, one line out."""
import json
import sys
import time

import numpy as np
import scipy
from scipy.sparse import csr_matrix

FOLDER = sys.argv[1]


def count(indptr, indices, dtype):
    """From the two integer arrays to the finished matrix of counts."""
    shape = (len(indptr) - 1, int(indices.max()) + 1)
    baskets = csr_matrix((np.ones(len(indices), dtype=dtype), indices, indptr), shape=shape)
    return baskets.T @ baskets


print(json.dumps({"version": scipy.__version__}), flush=True)
for line in sys.stdin:
    name, dtype, repeats = line.split()
    arrays = [np.fromfile(f"{FOLDER}/{name}.{part}", dtype=np.int32) for part in ("indptr", "indices")]
    started = time.perf_counter()
    for _ in range(int(repeats)):
        counts = count(*arrays, dtype)
    seconds = (time.perf_counter() - started) / int(repeats)
    total = (int(counts.sum()) - int(counts.diagonal().sum())) // 2
    print(json.dumps({"ms": seconds * 1000, "pairs": total}), flush=True)
