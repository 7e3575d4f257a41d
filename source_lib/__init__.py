"""The reference library: every concept of the course in NumPy, written to be read.

Read the modules in this order; each uses only what stands above it.

What all rest on
    errors                     what can be wrong with an argument
    checks                     how arguments are made into arrays, or refused
    products                   multiplication in which 0 times infinity is 0

Activations
    maxout                     the largest of several linear pieces
    softmax                    scores to probabilities
    activations                what a unit does with the sum that it receives

How wrong is it?
    information                entropy, cross-entropy, divergence, the lengths of codes
    hinge                      the losses of support vector machines
    binary_cross_entropy       yes or no, for one label or for many
    categorical_cross_entropy  one class out of many
    label_tree                 one class out of very many
    losses                     squared, absolute, Huber, zero-one; and all losses under one roof
    output_pairing             which output goes with which loss

One neuron
    linear_classifiers         one unit as logistic and as support vector classifier
    perceptron                 the first unit that learned, its ancestor, and the line it draws
    logic_gates                AND, OR, NAND by one unit, XOR by two layers

Layers and networks
    linear                     the affine map, forward and backward
    initializers               the weights to begin with
    layer                      what every layer is
    layers                     dense, activation, PReLU, Maxout, softmax
    dropout                    units that rest by chance
    normalization              batch normalization
    residual                   a way around a block
    networks                   layers in sequence, all parameters in one vector
    recurrent                  networks with a memory
    lstm                       a memory behind gates
    gru                        the same with fewer gates
    gradients                  numerical gradients, relative error, clipping, blow-up
    gradient_check             is the backward pass right?

Going downhill
    optimizer                  what every optimizer is
    optimizers                 from gradient descent to Adam
    second_order               Newton's method and L-BFGS
    plateau                    has a measurement stopped improving?
    schedules                  learning rates that change
    regularizers               L1, L2, weight decay, max-norm

Data, and training on them
    preprocessing              split, centre, scale, PCA, whitening
    augmentation               more samples from those there are
    mini_batches               a few samples for each update
    history                    how a training went
    training                   the loop
    progress                   a bar to watch it by
    early_stopping             when to stop
    ensembles                  many models, one answer
    adversarial                the worst small change of an input
    search                     hyper-parameters: grid, random, coarse to fine
    sanity_checks              before training: can it learn at all?
    diagnostics                during training: where does it hurt?
"""
