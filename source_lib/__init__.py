"""The reference library: every concept of the course in NumPy, written to be read.

Read the modules in this order; each uses only what stands above it.

What all rest on
    errors                what can be wrong with an argument
    checks                how arguments are made into arrays, or refused
    products              multiplication in which 0 times infinity is 0

One unit
    maxout                the largest of several linear pieces
    softmax               scores to probabilities
    activations           what a unit does with the sum that it receives
    perceptron            the first unit that learned; gates, lines, and two linear classifiers

How wrong is it?
    information           entropy, cross-entropy, divergence, the lengths of codes
    losses                zero-one, squared, absolute, Huber, log loss
    hinge                 the losses of support vector machines
    binary_cross_entropy  yes or no, once or for many labels
    categorical_cross_entropy  one class out of many
    label_tree            one class out of very many
    output_pairing        which output goes with which loss

Layers and networks
    linear                the affine map, forward and backward
    initializers          the weights to begin with
    layer                 what every layer is
    layers                dense, activation, PReLU, Maxout, softmax
    dropout               units that rest by chance
    normalization         batch normalization
    residual              a way around a block
    networks              layers in sequence, all parameters in one vector
    recurrent             networks with a memory: plain, LSTM, GRU
    gradients             numerical gradients, the gradient check, clipping

Going downhill
    optimizers            from gradient descent to Adam
    second_order          Newton's method and L-BFGS
    plateau               has a measurement stopped improving?
    schedules             learning rates that change
    regularizers          L1, L2, weight decay, max-norm

Data, and more out of them
    preprocessing         split, centre, scale, PCA, whitening
    augmentation          more samples from those there are
    early_stopping        when to stop
    ensembles             many models, one answer
    adversarial           the worst small change of an input

Training
    training              mini-batches, epochs, history
    search                hyper-parameters: grid, random, coarse to fine
    sanity_checks         before training: can it learn at all?
    diagnostics           during training: where does it hurt?
"""
