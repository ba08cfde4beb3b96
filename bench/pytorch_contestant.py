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


class Embedding(nn.Module):
    def __init__(self):
        super().__init__()
        self.vectors = nn.Embedding(WORDS, 64)
        self.rest = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))

    def forward(self, words):
        return self.rest(self.vectors(words).mean(1))


class Recurrent(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer(28, 64, batch_first=True)
        self.out = nn.Linear(64, 10)

    def forward(self, rows):
        return self.out(self.layer(rows)[0][:, -1])


class EncoderBlock(nn.Module):
    def __init__(self, features=64, heads=4, hidden=256):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (
            nn.Linear(features, features, bias=False) for _ in range(4))
        self.first = nn.Linear(features, hidden, bias=False)
        self.second = nn.Linear(hidden, features, bias=False)
        self.norm1, self.norm2 = nn.LayerNorm(features), nn.LayerNorm(features)

    def split(self, x):
        batch, time, features = x.shape
        return x.view(batch, time, self.heads, features // self.heads).transpose(1, 2)

    def forward(self, x):
        query, key, value = (self.split(part(x)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(2, 3) / query.shape[-1] ** 0.5
        mixed = (torch.softmax(scores, -1) @ value).transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + self.output(mixed))
        return self.norm2(x + self.second(torch.relu(self.first(x))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(EncoderBlock(), EncoderBlock())
        self.out = nn.Linear(64, 10)

    def forward(self, x):
        return self.out(self.blocks(x).mean(1))


WORDS = 10_000
NETWORKS = {
    "lesson": lesson,
    "blocks": blocks,
    "embedding": Embedding,
    "lstm": lambda: Recurrent(nn.LSTM),
    "gru": lambda: Recurrent(nn.GRU),
    "encoder": Encoder,
}
SHAPES = {
    "lesson": (1, 28, 28), "blocks": (3, 32, 32), "lstm": (28, 28), "gru": (28, 28),
    "encoder": (32, 64),
}


def data(network, examples):
    labels = torch.arange(examples) % 10
    if network == "embedding":
        return torch.randint(0, WORDS, (examples, 100)), labels
    return torch.rand(examples, *SHAPES[network]), labels


def predict(model, xs, epochs, batch):
    model.eval()
    start = time.perf_counter()
    with torch.no_grad():
        for _ in range(epochs):
            torch.cat([model(xs[first:first + batch]) for first in range(0, len(xs), batch)])
    return time.perf_counter() - start


def run(job):
    network, batch = job["network"], job["batch"]
    model = NETWORKS[network]()
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
