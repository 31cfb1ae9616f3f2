using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="Dense"/> layer: y = f(x W + b), W being (inputs x units).</summary>
internal sealed unsafe class DenseKernel(Dense layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, checked((input.Size * layer.Units) + (layer.UseBias ? layer.Units : 0)))
{
    // Enough work in a block to be worth handing to a thread, few enough rows that the gradient is still in the nearest cache when the
    // optimizer takes it up.
    private const int DenseBlockRows = 64;
    private const int TransposeBlockRows = 256;

    private readonly int _inputs = input.Size;
    private readonly int _units = layer.Units;
    private readonly int _weights = input.Size * layer.Units;

    /// <summary>First what every net input begins with (bias and background), then the transposed weights (units x inputs).</summary>
    public override int PreparedLength(bool backward) => _units + (backward ? _weights : 0);

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        layer.Initializer.Fill(parameters[.._weights], _inputs, _units, random);
        parameters[_weights..].Clear();
    }

    public override int PrepareBlocks(bool backward) => backward ? Blocks(_inputs, TransposeBlockRows) : 1;

    public override void Prepare(int block, float* parameters, float background, bool backward, float* prepared)
    {
        if (block == 0)
            PrepareStart(parameters, background, new Span<float>(prepared, _units));
        if (backward)
        {
            int to = Math.Min(_inputs, (block + 1) * TransposeBlockRows);
            Transpose.Rows(parameters, _units, block * TransposeBlockRows, to, prepared + _units, _inputs);
        }
    }

    public override void Forward(in LayerPass pass)
    {
        int rows = pass.ToRow - pass.FromRow;
        float* output = pass.Output + ((long)pass.FromRow * _units);
        for (int row = 0; row < rows; row++)
            new Span<float>(pass.Prepared, _units).CopyTo(new Span<float>(output + (row * _units), _units));

        if (pass.Input.Rows == null)
        {
            for (int row = 0; row < rows; row++)
            {
                int count = pass.Input.NonZeros(pass.FromRow + row, pass.Scratch.Columns, pass.Scratch.Values.Pointer);
                WeightedRowSum.Add(
                    output + (row * _units), _units, pass.Parameters, _units, pass.Scratch.Columns, pass.Scratch.Values.Pointer, count);
            }
        }
        else
        {
            float* inputs = pass.Input.Rows + ((long)pass.FromRow * _inputs);
            MatrixProduct.Multiply(
                rows, _units, _inputs, inputs, _inputs, 1, pass.Parameters, _units, output, _units, accumulate: true, pass.Scratch.Matrix.Pointer);
        }

        layer.Activation.Forward(new Span<float>(output, rows * _units), _units);
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, ErrorPropagation rule)
    {
        if (rule == ErrorPropagation.OutputError)
            PassOn(pass);
        if (!isNetInputError)
        {
            int from = pass.FromRow * _units, length = (pass.ToRow - pass.FromRow) * _units;
            layer.Activation.Backward(new Span<float>(pass.Output + from, length), new Span<float>(pass.Error + from, length), _units);
        }

        if (rule == ErrorPropagation.Gradient)
            PassOn(pass);
    }

    public override int GradientBlocks(LayerInput input) => Blocks(_inputs, BlockRows(input)) + (layer.UseBias ? 1 : 0);

    public override (int First, int Length) GradientRange(LayerInput input, int block)
    {
        int rows = BlockRows(input);
        int from = block * rows;
        return from < _inputs ? (from * _units, Math.Min(rows, _inputs - from) * _units) : (_weights, _units);
    }

    public override void Gradient(int block, LayerInput input, float* error, int rows, float* gradient, Scratch scratch)
    {
        int from = block * BlockRows(input);
        if (from >= _inputs)
        {
            SumOfRows(error, rows, new Span<float>(gradient, _units));
            return;
        }

        int to = Math.Min(_inputs, from + BlockRows(input));
        StartWithBackground(input.Background, error, rows, gradient, to - from);
        if (input.Rows == null)
            GradientOfSparse(from, to, input, error, rows, gradient, scratch);
        else
            MatrixProduct.Multiply(
                to - from, _units, rows, input.Rows + from, 1, _inputs, error, _units, gradient, _units, accumulate: true, scratch.Matrix.Pointer);
    }

    private static int Blocks(int rows, int rowsPerBlock) => (rows + rowsPerBlock - 1) / rowsPerBlock;

    private static int BlockRows(LayerInput input) => input.Rows == null ? Scratch.GatherColumns : DenseBlockRows;

    /// <summary>b + background Σ_i W_i: what a row of nothing but background gives.</summary>
    private void PrepareStart(float* parameters, float background, Span<float> start)
    {
        start.Clear();
        if (background != 0)
        {
            SumOfRows(parameters, _inputs, start);
            foreach (ref float sum in start)
                sum *= background;
        }

        if (layer.UseBias)
        {
            for (int j = 0; j < _units; j++)
                start[j] += parameters[_weights + j];
        }
    }

    private void PassOn(in LayerPass pass)
    {
        if (pass.InputError == null)
            return;
        MatrixProduct.Multiply(
            pass.ToRow - pass.FromRow,
            _inputs,
            _units,
            pass.Error + (pass.FromRow * _units),
            _units,
            1,
            pass.Prepared + _units,
            _inputs,
            pass.InputError + (pass.FromRow * _inputs),
            _inputs,
            accumulate: false,
            pass.Scratch.Matrix.Pointer);
    }

    /// <summary>The background is an input of every row: its part of the gradient is background Σ_s δ_s, the same for every weight row.</summary>
    private void StartWithBackground(float background, float* error, int rows, float* gradient, int count)
    {
        Span<float> first = new(gradient, _units);
        if (background == 0)
        {
            new Span<float>(gradient, count * _units).Clear();
            return;
        }

        SumOfRows(error, rows, first);
        foreach (ref float sum in first)
            sum *= background;
        for (int i = 1; i < count; i++)
            first.CopyTo(new Span<float>(gradient + (i * _units), _units));
    }

    private void GradientOfSparse(int from, int to, LayerInput input, float* error, int rows, float* gradient, Scratch scratch)
    {
        ColumnLists lists = scratch.Lists;
        input.Gather(from, to, rows, lists);
        for (int i = 0; i < to - from; i++)
            WeightedRowSum.Add(gradient + (i * _units), _units, error, _units, lists.RowsOf(i), lists.ValuesOf(i), lists.Count[i]);
    }

    private void SumOfRows(float* rows, int count, Span<float> sum)
    {
        sum.Clear();
        float one = 1;
        fixed (float* destination = sum)
            WeightedRowSum.AddConsecutive(destination, _units, rows, _units, &one, 0, count);
    }
}
