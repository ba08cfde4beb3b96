"""Times PyTorch on the processor: `pytorch_contestant.py 2`.

The jobs are described in protocol.ts.
"""
import json
import resource
import sys
import time

import torch
from torch import nn

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)


def lesson():
    return nn.Sequential(
        nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(256, 10),
    )


def blocks():
    layers = []
    for inputs, outputs in [(3, 16), (16, 32), (32, 64)]:
        layers += [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
                   nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(1024, 10))


def data(network, examples):
    shape = (1, 28, 28) if network == "lesson" else (3, 32, 32)
    return torch.rand(examples, *shape), torch.arange(examples) % 10


def predict(model, xs, epochs, batch):
    model.eval()
    start = time.perf_counter()
    with torch.no_grad():
        for _ in range(epochs):
            torch.cat([model(xs[first:first + batch]) for first in range(0, len(xs), batch)])
    return time.perf_counter() - start


def run(job):
    network, batch = job["network"], job["batch"]
    model = lesson() if network == "lesson" else blocks()
    loss_function = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    xs, ys = data(network, job["train"])
    test_xs, test_ys = data(network, job["validation"])
    if job["train"] == 0:
        return predict(model, test_xs, job["epochs"], batch)
    start = time.perf_counter()
    for _ in range(job["epochs"]):
        loss_sum, correct = 0.0, 0
        model.train()
        order = torch.randperm(len(xs))
        for first in range(0, len(xs), batch):
            rows = order[first:first + batch]
            labels = ys[rows]
            scores = model(xs[rows])
            loss = loss_function(scores, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss_sum += loss.item()
            correct += (scores.argmax(1) == labels).sum().item()
        model.eval()
        with torch.no_grad():
            for first in range(0, len(test_xs), batch):
                scores = model(test_xs[first:first + batch])
                labels = test_ys[first:first + batch]
                loss_sum += loss_function(scores, labels).item()
                correct += (scores.argmax(1) == labels).sum().item()
    return time.perf_counter() - start


for line in sys.stdin:
    seconds = run(json.loads(line))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peakMegabytes": peak}), flush=True)
