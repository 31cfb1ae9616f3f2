namespace MnistTrainer.NeuralNetwork;

/// <summary>Rows of a file of rows in memory. Several threads may put rows in different places.</summary>
internal sealed class RowMemory
{
    private const int ExtrasOnStack = 64;

    private readonly RowFile _file;
    private readonly TargetScaling _scaling;
    private readonly float[]? _classWeights;
    private readonly byte[] _bytes = [];
    private readonly float[] _floats = [];
    private readonly int[] _labels = [];
    private readonly float[] _targets = [];
    private readonly float[] _weights = [];

    /// <param name="file">The file.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="binaryOutput">The name of the output that the second of two classes is the target 1 of; null for labels and targets as they are.</param>
    /// <param name="scaling">The scaling of targets; null for none.</param>
    /// <param name="classWeights">The weight of each class; null for none.</param>
    public RowMemory(RowFile file, int count, string? binaryOutput = null, TargetScaling? scaling = null, float[]? classWeights = null)
    {
        _file = file;
        _scaling = scaling ?? TargetScaling.None;
        _classWeights = classWeights;
        bool hasTargets = file.HasTargets || binaryOutput is not null;
        if (file.Encoding is null)
            _bytes = new byte[checked(count * file.Shape.Size)];
        else
            _floats = new float[checked(count * file.Shape.Size)];

        if (hasTargets)
            _targets = new float[checked(count * Math.Max(1, file.Encoding?.Targets ?? 1))];
        else
            _labels = new int[count];
        bool hasWeights = classWeights is not null || file.Encoding is { HasWeights: true };
        if (hasWeights)
            _weights = new float[count];
        Supervision supervision = new(hasTargets ? null : _labels, binaryOutput is null ? file.ClassNames : [binaryOutput])
        {
            Targets = hasTargets ? _targets : null,
            Weights = hasWeights ? _weights : null,
        };
        Samples = file.Encoding is null
            ? new Samples<byte>(file.Shape, _bytes, supervision)
            : new Samples<float>(file.Shape, _floats, supervision);
    }

    /// <summary>The rows. They change as rows are put.</summary>
    public Samples Samples { get; }

    /// <summary>Puts a row of a block in its place.</summary>
    /// <param name="place">The row of <see cref="Samples"/>.</param>
    /// <param name="bytes">The block's bytes.</param>
    /// <param name="block">The block.</param>
    /// <param name="row">The row in it.</param>
    /// <exception cref="InvalidInputException">The block is damaged.</exception>
    public void Put(int place, ReadOnlySpan<byte> bytes, int block, int row)
    {
        int size = _file.Shape.Size,
            extraCount = _file.Encoding?.Extras ?? 0;
        Span<float> extras = extraCount <= ExtrasOnStack ? stackalloc float[ExtrasOnStack] : new float[extraCount];
        extras = extras[..extraCount];
        if (_file.Encoding is null)
            _file.CopyRow(bytes, row, _bytes.AsSpan(place * size, size));
        else
            _file.ReadRow(bytes, block, row, _floats.AsSpan(place * size, size), extras);
        float weight = _file.Encoding is { HasWeights: true } ? extras[^1] : 1;
        if (_file.HasTargets)
        {
            PutTargets(extras, _targets.AsSpan(place * _file.Encoding!.Targets, _file.Encoding.Targets));
        }
        else
        {
            int label = _file.ClassOf(bytes, block, row);
            if (_labels.Length > 0)
                _labels[place] = label;
            else
                _targets[place] = label;
            weight *= _classWeights?[label] ?? 1;
        }

        if (_weights.Length > 0)
            _weights[place] = weight;
    }

    private void PutTargets(ReadOnlySpan<float> extras, Span<float> targets)
    {
        extras[..targets.Length].CopyTo(targets);
        for (int i = 0; i < targets.Length && !_scaling.IsNone; i++)
            targets[i] = (float)(((double)targets[i] - _scaling.Outputs[i].Mean) / _scaling.Outputs[i].Deviation);
    }
}
