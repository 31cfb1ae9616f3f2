namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The standard deviation of the scores of an ensemble over its members. As members are weighted equally, it is that of their mixture:
/// σ² = 1/M Σ (yₘ - ȳ)² (Lakshminarayanan, Pritzel and Blundell 2017, "Simple and scalable predictive uncertainty estimation using deep ensembles", section 2.4).
/// Each member's scores are made of its outputs as if it were scored alone. Threads add different rows.
/// </summary>
/// <param name="definition">The definition of the ensemble.</param>
/// <param name="capacity">The maximum number of rows of a batch.</param>
internal sealed class MemberSpread(NetworkDefinition definition, int capacity)
{
    private readonly int _width = definition.ClassNames.Length;
    private readonly int _views = definition.TestTimeShifts.Length;
    private readonly float[] _values = new float[checked(capacity * definition.ClassNames.Length)];
    private readonly double[] _means = new double[capacity * definition.ClassNames.Length];
    private readonly double[] _squares = new double[capacity * definition.ClassNames.Length];

    /// <summary>The deviation of each score of a row, once all outputs for it are added.</summary>
    public ReadOnlySpan<float> Of(int row) => _values.AsSpan(row * _width, _width);

    /// <summary>Adds the outputs for some rows, as <see cref="OutputMean.Add"/> gets them.</summary>
    public void Add(ReadOnlySpan<float> outputs, int fromRow, int toRow, int index)
    {
        int from = fromRow * _width,
            to = toRow * _width,
            member = index / _views,
            view = index % _views;
        for (int i = from; i < to; i++)
            _values[i] = view == 0 ? outputs[i] : _values[i] + outputs[i];
        if (view < _views - 1)
            return;
        for (int i = from; _views > 1 && i < to; i++)
            _values[i] /= _views;
        OutputScores.FromOutputs(definition, _values.AsSpan(from..to));
        for (int i = from; i < to; i++)
            AddScore(i, member);
    }

    // The sums of Welford (1962): members that agree to the last bit have a deviation of exactly 0.
    private void AddScore(int i, int member)
    {
        double distance = _values[i] - (member == 0 ? 0 : _means[i]);
        _means[i] = member == 0 ? _values[i] : _means[i] + (distance / (member + 1));
        _squares[i] = member == 0 ? 0 : _squares[i] + (distance * (_values[i] - _means[i]));
        if (member == definition.Members - 1)
            _values[i] = (float)Math.Sqrt(_squares[i] / definition.Members);
    }
}
