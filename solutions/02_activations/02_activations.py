# %% [markdown]
# # Activation functions

# %% setup=true
import numpy as np

from nnlab import check, hint

# %% [markdown]
# ## Sigmoid
#
# Write `sigmoid(z, a=1.0)`, which returns $1 / (1 + e^{-az})$, in code `1 / (1 + exp(-a z))`.


# %% exercise="sigmoid"
def sigmoid(z, a=1.0):
    """Return the logistic sigmoid of every entry of z."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-a * z))
    ### END SOLUTION


# %% [markdown]
# Why?

# %% [markdown] written="why-relu-is-faster"
# ### BEGIN SOLUTION
# Because.
# ### END SOLUTION
