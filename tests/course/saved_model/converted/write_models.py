"""Writes the model folders beside this file: models of Keras 2 and Keras 3, as the Python package
tensorflowjs converts them, each with an input and the output that Python computes for it.

See README.md for how to run it.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import types

import keras
import numpy as np
import tf_keras


def stub(name, **members):
  """Stands in for a package that tensorflowjs imports for formats that are not written here."""
  module = types.ModuleType(name)
  module.__dict__.update(members)
  sys.modules[name] = module
  return module


# After the packages above, which look for JAX themselves.
stub('tensorflow_decision_forests')
stub('jax')
stub('jax.experimental', jax2tf=stub('jax.experimental.jax2tf'))

from tensorflowjs.converters import converter

HERE = os.path.dirname(os.path.abspath(__file__))
IMAGE = (6, 6, 1)


def convolutional(k):
  """A network with frozen layers, a batch normalisation whose averages have moved, and no surprises."""
  model = k.Sequential([
      k.layers.Input(shape=IMAGE),
      k.layers.Conv2D(3, 3, activation='relu', padding='same', name='first'),
      k.layers.BatchNormalization(name='norm'),
      k.layers.MaxPooling2D(2),
      k.layers.Dropout(0.5),
      k.layers.Flatten(),
      k.layers.Dense(4, activation='softmax', kernel_regularizer=k.regularizers.L2(0.01)),
  ])
  model.get_layer('first').trainable = False
  model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
  return model


def nested(k):
  """Models in a model: a frozen base that is called twice, and a functional one at the end."""
  base = k.Sequential([
      k.layers.Input(shape=IMAGE),
      k.layers.Conv2D(2, 3, name='inner', activation='relu'),
      k.layers.Flatten(),
      k.layers.Dense(5, name='features'),
  ], name='base')
  base.trainable = False
  left = k.layers.Input(shape=IMAGE, name='left')
  right = k.layers.Input(shape=IMAGE, name='right')
  shared = k.layers.Dense(3, activation='tanh', name='shared')
  joined = k.layers.Concatenate(axis=-1, name='joined')([shared(base(left)), shared(base(right))])
  end = k.layers.Input(shape=(6,), name='end')
  head = k.Model(end, k.layers.Dense(2, name='classes')(end), name='head')
  return k.Model([left, right], head(joined), name='pair')


def recurrent(k):
  """Cells inside layers inside wrappers, where the names of weights go deepest."""
  return k.Sequential([
      k.layers.Input(shape=(5, 4)),
      k.layers.TimeDistributed(k.layers.Dense(3, name='each'), name='steps'),
      k.layers.Bidirectional(k.layers.LSTM(2, return_sequences=True), name='both'),
      k.layers.SimpleRNN(3, name='last'),
  ])


def settle(model, seed):
  """Gives every weight a value that no initialiser gives, so that a mix-up shows."""
  numbers = np.random.default_rng(seed)
  model.set_weights([
      (0.1 + numbers.random(w.shape) * 0.5).astype(w.dtype) for w in model.get_weights()
  ])
  return model


def write_expected(model, folder, seed=7):
  numbers = np.random.default_rng(seed)
  inputs = [numbers.random((2, *tensor.shape[1:])).astype('float32') for tensor in model.inputs]
  output = np.array(model(inputs if len(inputs) > 1 else inputs[0], training=False))
  with open(os.path.join(folder, 'expected.json'), 'w') as file:
    json.dump({
        'inputs': [{'shape': x.shape, 'values': x.ravel().tolist()} for x in inputs],
        'output': {'shape': output.shape, 'values': output.ravel().tolist()},
        'trainableWeights': len(model.trainable_weights),
    }, file)


def convert(source, folder, *options):
  # In a process of its own: converting a SavedModel changes how Keras works from then on.
  subprocess.run([sys.executable, __file__, *options, source, folder], check=True)


def fresh(name):
  folder = os.path.join(HERE, name)
  shutil.rmtree(folder, ignore_errors=True)
  return folder


def main():
  work = tempfile.mkdtemp()
  makers = {'convolutional': convolutional, 'nested': nested, 'recurrent': recurrent}
  for number, (name, make) in enumerate(makers.items()):
    # Keras 2: HDF5 and SavedModel.
    tf_keras.backend.clear_session()
    model = settle(make(tf_keras), number)
    h5 = os.path.join(work, f'{name}.h5')
    model.save(h5)
    folder = fresh(f'keras2_h5_{name}')
    convert(h5, folder, '--input_format=keras')
    write_expected(model, folder)
    if name == 'convolutional':
      saved = os.path.join(work, 'saved_model')
      tf_keras.models.save_model(model, saved, save_format='tf', include_optimizer=False)
      folder = fresh('keras2_saved_model')
      convert(saved, folder, '--input_format=keras_saved_model', '--output_format=tfjs_layers_model')
      write_expected(model, folder)
      folder = fresh('graph_model')
      convert(saved, folder, '--input_format=tf_saved_model', '--output_format=tfjs_graph_model')
      plain = os.path.join(HERE, 'keras2_h5_convolutional', 'model.json')
      for dtype in ['uint8', 'uint16', 'float16']:
        folder = fresh(f'layers_model_{dtype}')
        convert(plain, folder, '--input_format=tfjs_layers_model', f'--quantize_{dtype}',
                '--output_format=tfjs_layers_model')
        write_expected(model, folder)
      folder = fresh('layers_model_sharded')
      convert(plain, folder, '--input_format=tfjs_layers_model', '--weight_shard_size_bytes=100',
              '--output_format=tfjs_layers_model')
      write_expected(model, folder)
      folder = fresh('keras2_split_by_layer')
      convert(h5, folder, '--input_format=keras', '--split_weights_by_layer')
      write_expected(model, folder)

    # Keras 3: HDF5 by way of save_keras_model, and its own format.
    keras.backend.clear_session()
    model = settle(make(keras), number)
    folder = fresh(f'keras3_h5_{name}')
    h5 = os.path.join(work, f'{name}_3.h5')
    model.save(h5)
    convert(h5, folder, '--input_format=keras')
    write_expected(model, folder)
    inside = os.path.join(work, name)
    os.mkdir(inside)
    model.save(os.path.join(inside, 'model.keras'))
    folder = fresh(f'keras3_keras_{name}')
    convert(os.path.join(inside, 'model.keras'), folder, '--input_format=keras_keras',
            '--output_format=tfjs_layers_model')
    write_expected(model, folder)


if __name__ == '__main__':
  if len(sys.argv) > 1:
    converter.convert(sys.argv[1:])
  else:
    main()
