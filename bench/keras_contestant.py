"""Times Keras with TensorFlow on the processor: `keras_contestant.py 2`.

The jobs are described in protocol.ts.
"""
import json
import os
import resource
import sys
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf
from keras import layers

tf.config.threading.set_intra_op_parallelism_threads(int(sys.argv[1]))
tf.config.threading.set_inter_op_parallelism_threads(int(sys.argv[1]))
keras.utils.set_random_seed(0)


def lesson():
    return [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 5, activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(16, 5, activation="relu"), layers.MaxPooling2D(),
        layers.Flatten(), layers.Dense(10, activation="softmax"),
    ]


def blocks():
    stack = [keras.Input((32, 32, 3))]
    for filters in [16, 32, 64]:
        stack += [layers.Conv2D(filters, 3, padding="same", use_bias=False),
                  layers.BatchNormalization(), layers.ReLU(), layers.MaxPooling2D()]
    return [*stack, layers.Flatten(), layers.Dense(10, activation="softmax")]


class Network:
    """A compiled model that can start anew.

    What Keras compiles on the first call of `fit` belongs to the model: a new model each round
    would be compiled each round.
    """

    def __init__(self, name):
        self.model = keras.Sequential(lesson() if name == "lesson" else blocks())
        self.model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="categorical_crossentropy",
                           metrics=["accuracy"])
        self.model.optimizer.build(self.model.trainable_variables)
        self.variables = [*self.model.variables, *self.model.optimizer.variables]
        self.first_values = [variable.numpy() for variable in self.variables]

    def start_anew(self):
        for variable, value in zip(self.variables, self.first_values):
            variable.assign(value)


def data(network, examples):
    shape = (28, 28, 1) if network == "lesson" else (32, 32, 3)
    xs = np.random.rand(examples, *shape).astype("float32")
    return xs, keras.utils.to_categorical(np.arange(examples) % 10, 10).astype("float32")


networks = {}


def run(job):
    name, batch, epochs = job["network"], job["batch"], job["epochs"]
    if name not in networks:
        networks[name] = Network(name)
    networks[name].start_anew()
    model = networks[name].model
    test = data(name, job["validation"])
    if job["train"] == 0:
        start = time.perf_counter()
        for _ in range(epochs):
            model.predict(test[0], batch_size=batch, verbose=0)
        return time.perf_counter() - start
    xs, ys = data(name, job["train"])
    start = time.perf_counter()
    model.fit(xs, ys, batch, epochs, verbose=0,
              validation_data=test if job["validation"] > 0 else None)
    return time.perf_counter() - start


for line in sys.stdin:
    seconds = run(json.loads(line))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peakMegabytes": peak}), flush=True)
