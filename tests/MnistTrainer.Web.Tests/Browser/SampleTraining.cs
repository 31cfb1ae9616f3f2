using MnistTrainer.Imaging;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>A sample training for a feed: halving loss, rising accuracy, some mistakes.</summary>
internal static class SampleTraining
{
    private const int StepsPerEpoch = 50;

    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    public static void Publish(TrainingFeed feed, int epochs, string[]? classes = null, string name = "mnist · fast · 1")
    {
        classes ??= Digits;
        feed.Begin(
            new TrainingStart
            {
                Name = name,
                Layers = ["dense 784 → 300, relu", "dense 300 → 10, softmax"],
                Classes = classes,
                Epochs = 20,
                SamplesPerEpoch = 60_000,
                MeasuredOn = "validation",
            }
        );
        for (int number = 1; number <= epochs; number++)
        {
            PublishSteps(feed, number, StepsPerEpoch);
            Publish(feed, Epoch(number), classes);
        }

        PublishSteps(feed, epochs + 1, StepsPerEpoch * 2 / 5);
    }

    /// <summary>Publishes the first steps of an epoch, whose losses scatter about a falling curve.</summary>
    private static void PublishSteps(TrainingFeed feed, int epoch, int steps)
    {
        Random random = new(epoch);
        for (int i = 1; i <= steps; i++)
        {
            // The progress is sent ten times per second at most.
            if (i == steps && steps < StepsPerEpoch)
                Thread.Sleep(150);
            double done = epoch - 1 + ((double)i / StepsPerEpoch);
            double loss = ((0.5 * Math.Pow(0.75, done)) + (2 * Math.Exp(-20 * done)) + 0.01) * (0.7 + (0.6 * random.NextDouble()));
            feed.Publish(
                new TrainingStepEvent(epoch, i * 60_000 / StepsPerEpoch, loss, 52_340)
                {
                    Step = new MonitoredStep(60_000 / StepsPerEpoch, loss, 0.001 * (1 + Math.Cos(Math.PI * done / 20)), 2 * loss),
                }
            );
        }
    }

    public static void Publish(TrainingFeed feed, MonitoredEpoch epoch, string[]? classes = null)
    {
        classes ??= Digits;
        feed.Publish(epoch);
        feed.Publish(
            new TrainingErrors(
                epoch.Number,
                epoch.ValidationAccuracy!.Value,
                [
                    .. Enumerable
                        .Range(0, 10)
                        .Select(truth =>
                            (long[])
                                [
                                    .. Enumerable
                                        .Range(0, 10)
                                        .Select(other =>
                                            other == truth ? 970L - (2 * truth)
                                            : (truth + other) % 4 == 0 ? truth + other
                                            : 0
                                        ),
                                ]
                        ),
                ],
                [
                    .. Enumerable
                        .Range(0, 10)
                        .Select(digit =>
                            MonitoredMistake.Of(
                                classes[digit],
                                classes[(digit + 5) % 10],
                                0.99 - (0.01 * digit),
                                ChannelImage.Of(28, 28, 1, TestImages.Pixels(digit))
                            )
                        ),
                ]
            )
            {
                ImagesOf = (truth, predicted) =>
                    [
                        .. Enumerable
                            .Range(0, truth + predicted)
                            .Select(row => new MonitoredImage(
                                row + 1,
                                truth == predicted ? null : 0.9,
                                DataUrl.Encode(ChannelImage.Of(28, 28, 1, TestImages.Pixels(truth)))
                            )),
                    ],
            }
        );
    }

    public static MonitoredEpoch Epoch(int number) =>
        new()
        {
            Number = number,
            TrainLoss = 0.4 * Math.Pow(0.75, number) + 0.01,
            TrainAccuracy = 1 - (0.12 * Math.Pow(0.75, number)),
            ValidationLoss = 0.3 * Math.Pow(0.8, number) + 0.06,
            ValidationAccuracy = 0.985 - (0.1 * Math.Pow(0.75, number)),
            LearningRate = 0.001,
            GradientNorm = 0.8 * Math.Pow(0.75, number),
            Seconds = 1.1,
        };
}
