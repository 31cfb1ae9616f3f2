namespace MnistTrainer.Web;

/// <summary>
/// Loss, learning rate and gradient norm by step, as a bounded number of points: once there are <see cref="MaximumPoints"/>, every two neighbors become one, so that
/// the points of a long training are means over more steps each. Adding a step costs the same throughout.
/// </summary>
/// <param name="samplesPerEpoch">The number of samples in an epoch.</param>
internal sealed class StepCurve(int samplesPerEpoch)
{
    /// <summary>The maximum number of points: more than a screen shows side by side in half its width.</summary>
    public const int MaximumPoints = 1000;

    private readonly List<Sums> _points = [];
    private Sums _open;
    private int _stepsPerPoint = 1;

    /// <summary>The number of times that points were merged, after which those sent before are out of date.</summary>
    public int Merges { get; private set; }

    /// <summary>The number of points.</summary>
    public int Count => _points.Count;

    /// <summary>Adds a step.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="samplesInEpoch">The number of samples processed in it, those of the step included.</param>
    /// <param name="step">The step.</param>
    public void Add(int epoch, int samplesInEpoch, MonitoredStep step)
    {
        _open = _open.With(
            new Sums(
                epoch - 1 + ((double)samplesInEpoch / samplesPerEpoch),
                1,
                step.Samples,
                step.Loss * step.Samples,
                step.LearningRate,
                step.GradientNorm
            )
        );
        if (_open.Steps < _stepsPerPoint)
            return;
        _points.Add(_open);
        _open = default;
        if (_points.Count == MaximumPoints)
            Merge();
    }

    /// <summary>The points from one on, each as <c>[epochs, loss, learning rate, gradient norm]</c>: how many epochs had passed at its end, and means over its samples and steps; the
    /// learning rate is that of its last step.</summary>
    /// <param name="first">The index of the first.</param>
    public StepPoints From(int first) => new(first, [.. _points.Skip(first).Select(point => point.Values)]);

    private void Merge()
    {
        for (int i = 0; i < MaximumPoints / 2; i++)
            _points[i] = _points[2 * i].With(_points[(2 * i) + 1]);
        _points.RemoveRange(MaximumPoints / 2, MaximumPoints / 2);
        _stepsPerPoint *= 2;
        Merges++;
    }

    private readonly record struct Sums(double Epochs, int Steps, long Samples, double Loss, double LearningRate, double GradientNorm)
    {
        public float[] Values => [(float)Epochs, (float)(Loss / Samples), (float)LearningRate, (float)(GradientNorm / Steps)];

        public Sums With(Sums later) =>
            later with
            {
                Steps = Steps + later.Steps,
                Samples = Samples + later.Samples,
                Loss = Loss + later.Loss,
                GradientNorm = GradientNorm + later.GradientNorm,
            };
    }
}

/// <summary>Points of a <see cref="StepCurve"/>.</summary>
/// <param name="From">The index of the first point; points that were sent with this index or a higher one are out of date.</param>
/// <param name="Points">The points.</param>
internal sealed record StepPoints(int From, float[][] Points);
