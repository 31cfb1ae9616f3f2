namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The figures of docs/mathematics.md on softmax, regularization and initial weights.</summary>
internal static class TrainingFigures
{
    public static IEnumerable<double> Softmax()
    {
        double[] z = [1.05, 0.60, -0.20],
            y = new double[3],
            target = [1, 0, 0];
        Activation.Softmax.Exact(z, y);
        double[] exponentials = [.. z.Select(Math.Exp)];
        return [.. z, .. exponentials, exponentials.Sum(), .. y, y[0], Loss.SoftmaxCrossEntropy.Exact(y, target), y[0] - 1, y[1], y[2]];
    }

    public static IEnumerable<double> Modesty()
    {
        const double w = 0.9,
            lambda = 0.01,
            rate = 0.1;
        (float off, float on) = new TrainingOptions { LabelSmoothing = 0.1f }.SmoothedTargets(10);
        double[][] rows =
        [
            [1],
            [2],
            [3],
            [6],
        ];
        double[] plain = [1, 0, 0, 1];
        double[] normalized =
        [
            .. new BatchNormalization(Activation.Identity)
                .Exact(Shape.Vector(1), rows, plain, new ExactPass(IsTraining: true, 0, 1))
                .Outputs.Select(row => row[0]),
        ];
        double variance = rows.Average(row => Math.Pow(row[0] - 3, 2));
        return
        [
            w,
            lambda,
            rate,
            w,
            rate,
            lambda,
            w,
            w - (rate * lambda * w),
            0.1,
            on,
            off,
            variance,
            normalized[0],
            normalized[1],
            normalized[3],
        ];
    }

    public static IEnumerable<double> Beginnings()
    {
        const int inputs = 784,
            units = 200;
        return [Math.Sqrt(1d / inputs), Math.Sqrt(2d / inputs), Math.Sqrt(6d / (inputs + units)), Math.Sqrt(3d / inputs)];
    }
}
