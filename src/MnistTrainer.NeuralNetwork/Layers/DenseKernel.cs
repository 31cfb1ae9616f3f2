using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="Dense"/> layer: y = f(x W + b), W being (inputs x units).</summary>
internal unsafe class DenseKernel(Dense layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, checked((int)layer.CountParameters(input)))
{
    // Enough work in a block to be worth handing to a thread, few enough rows that the gradient is still in the nearest cache when the optimizer reads it.
    private const int DenseBlockRows = 64;
    private const int TransposeBlockRows = 256;

    // Five vectors of 512 bits, which stay in registers while rows are added to them.
    private const int WidestTile = 80;

    // Floats that fit in an L1 cache of 48 KiB together with the sums.
    private const int NearestCache = 42 * 1024 / sizeof(float);

    private readonly int _inputs = input.Size;
    private readonly int _units = layer.Units;
    private readonly int _columns = layer.Columns;
    private readonly int _weights = input.Size * layer.Columns;
    private readonly NetInputActivation? _keeping = layer.Activation as NetInputActivation;

    /// <summary>The columns of the matrix of weights: as many as there are net inputs.</summary>
    public int Columns => _columns;

    public override int CacheWidth => _keeping is null ? 0 : _columns;

    /// <summary>Whether its net inputs are needed in the backward pass, beside its outputs.</summary>
    public bool KeepsNetInputs => _keeping is not null;

    public override int NetErrorWidth => _columns;

    /// <summary>First the start of every net input (bias and background), then the transposed weights (units x inputs).</summary>
    public override int PreparedLength(bool backward) => _columns + (backward ? _weights : 0);

    private protected bool UsesBias => layer.UseBias;

    public override LayerKernel After(LayerKernel previous) =>
        previous is FoldedScalingKernel scaling
            ? new ScaledDenseKernel(layer, Input, FirstParameter, scaling.Rate, scaling.NeededErrors)
            : this;

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        layer.Initializer.Fill(parameters[.._weights], _inputs, _columns, random);
        parameters[_weights..].Clear();
    }

    public override int PrepareBlocks(bool backward) => backward ? Blocks(_inputs, TransposeBlockRows) : 1;

    public override void Prepare(int block, float* parameters, float background, bool backward, float* prepared)
    {
        if (block == 0)
            PrepareStart(parameters, background, new Span<float>(prepared, _columns));
        if (backward)
        {
            int to = Math.Min(_inputs, (block + 1) * TransposeBlockRows);
            Transpose.Rows(parameters, _columns, block * TransposeBlockRows, to, prepared + _columns, _inputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in LayerPass pass)
    {
        int rows = pass.ToRow - pass.FromRow;
        float* output = pass.Output + ((long)pass.FromRow * _units);
        float* net = _keeping is null ? output : pass.Cache + ((long)pass.FromRow * _columns);
        for (int row = 0; row < rows; row++)
            new Span<float>(pass.Prepared, _columns).CopyTo(new Span<float>(net + (row * _columns), _columns));

        AddProduct(pass, net);
        if (_keeping is null)
            layer.Activation.Forward(new Span<float>(output, rows * _units), _units);
        else
            _keeping.Forward(new ReadOnlySpan<float>(net, rows * _columns), new Span<float>(output, rows * _units));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (rule == GradientRule.Book)
            PropagateError(pass);
        if (!isNetInputError)
            Differentiate(pass);
        if (rule == GradientRule.Exact)
            PropagateError(pass);
    }

    public override int GradientBlocks(LayerInput input) => Blocks(_inputs, BlockRows(input)) + (layer.UseBias ? 1 : 0);

    public override ParameterBlock GradientRange(LayerInput input, int block)
    {
        int rows = BlockRows(input);
        int from = block * rows;
        return from < _inputs
            ? new ParameterBlock(from * _columns, Math.Min(rows, _inputs - from) * _columns, IsWeights: true)
            : new ParameterBlock(_weights, _columns, IsWeights: false);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        LayerInput input = pass.Input;
        int from = block * BlockRows(input),
            rows = pass.ToRow;
        float* error = pass.NetError;
        if (from >= _inputs)
        {
            SumOfRows(error, rows, new Span<float>(gradient, _columns));
            return;
        }

        int to = Math.Min(_inputs, from + BlockRows(input));
        bool isStarted = input.Background != 0 || input.IsSparse;
        if (isStarted)
            StartWithBackground(input.Background, error, rows, gradient, to - from);
        if (input.IsSparse)
            GradientOfSparse(from, to, pass, gradient);
        else
            MatrixProduct.Multiply(
                new MatrixView(pass.InputRows + from, rows, to - from, _inputs, 1).Transposed,
                new MatrixView(error, rows, _columns),
                new MatrixView(gradient, to - from, _columns),
                accumulate: isStarted,
                pass.Scratch.Matrix.Pointer
            );
    }

    public override int ConstraintBlocks => ColumnNorms.Blocks(_columns);

    public override void Constrain(int block, float* parameters, float maximumNorm) =>
        ColumnNorms.Limit(new MatrixView(parameters, _inputs, _columns), block, maximumNorm);

    /// <summary>Adds x W of a slice of rows to their net inputs.</summary>
    /// <param name="pass">The slice.</param>
    /// <param name="net">The net inputs of its first row.</param>
    private protected virtual void AddProduct(in LayerPass pass, float* net)
    {
        int rows = pass.ToRow - pass.FromRow;
        if (pass.Input.IsSparse)
        {
            int* columns = pass.Scratch.Columns;
            float* values = pass.Scratch.Values.Pointer;
            for (int row = 0; row < rows; row++)
            {
                int count = pass.Input.NonZeros(pass.FromRow + row, columns, values);
                WeightedRowSum.Add(net + (row * _columns), _columns, pass.Parameters, _columns, columns, values, count);
            }
        }
        else if (rows == 1 && !pass.IsTraining)
            RowProduct.Add(
                pass.InputRows + ((long)pass.FromRow * _inputs),
                _inputs,
                pass.Parameters,
                _columns,
                net,
                pass.Scratch.Matrix.Pointer
            );
        else
        {
            float* inputs = pass.InputRows + ((long)pass.FromRow * _inputs);
            MatrixProduct.Multiply(
                new MatrixView(inputs, rows, _inputs),
                new MatrixView(pass.Parameters, _inputs, _columns),
                new MatrixView(net, rows, _columns),
                accumulate: true,
                pass.Scratch.Matrix.Pointer
            );
        }
    }

    private static int Blocks(int rows, int rowsPerBlock) => (rows + rowsPerBlock - 1) / rowsPerBlock;

    private static int BlockRows(LayerInput input) => input.IsSparse ? Scratch.GatherColumns : DenseBlockRows;

    /// <summary>b + background Σ_i W_i: the net inputs of a row that is all background.</summary>
    private protected void PrepareStart(float* parameters, float background, Span<float> start)
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
            for (int j = 0; j < _columns; j++)
                start[j] += parameters[_weights + j];
        }
    }

    /// <summary>From the gradient for the outputs to that for the net inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Differentiate(in LayerPass pass)
    {
        int rows = pass.ToRow - pass.FromRow;
        Span<float> error = new(pass.Error + ((long)pass.FromRow * _units), rows * _units);
        if (_keeping is null)
        {
            layer.Activation.Backward(new ReadOnlySpan<float>(pass.Output + ((long)pass.FromRow * _units), rows * _units), error, _units);
            return;
        }

        long from = (long)pass.FromRow * _columns;
        _keeping.Backward(
            new ReadOnlySpan<float>(pass.Cache + from, rows * _columns),
            error,
            new Span<float>(pass.NetError + from, rows * _columns)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected virtual void PropagateError(in LayerPass pass)
    {
        if (pass.InputError == null)
            return;
        MatrixProduct.Multiply(
            new MatrixView(pass.NetError + ((long)pass.FromRow * _columns), pass.ToRow - pass.FromRow, _columns),
            new MatrixView(pass.Prepared + _columns, _columns, _inputs),
            new MatrixView(pass.InputError + ((long)pass.FromRow * _inputs), pass.ToRow - pass.FromRow, _inputs),
            accumulate: false,
            pass.Scratch.Matrix.Pointer
        );
    }

    /// <summary>The background is an input of every row: its part of the gradient is background Σ_s δ_s, the same for every weight row.</summary>
    private void StartWithBackground(float background, float* error, int rows, float* gradient, int count)
    {
        Span<float> first = new(gradient, _columns);
        if (background == 0)
        {
            new Span<float>(gradient, count * _columns).Clear();
            return;
        }

        SumOfRows(error, rows, first);
        foreach (ref float sum in first)
            sum *= background;
        for (int i = 1; i < count; i++)
            first.CopyTo(new Span<float>(gradient + (i * _columns), _columns));
    }

    private void GradientOfSparse(int from, int to, in LayerPass pass, float* gradient)
    {
        ColumnLists lists = pass.Scratch.Lists;
        pass.Input.Gather(from, to, pass.ToRow, lists);
        int width = TileColumns(pass.ToRow);
        for (int tile = 0; tile < _columns; tile += width)
        {
            for (int i = 0; i < to - from; i++)
                WeightedRowSum.Add(
                    gradient + (i * _columns) + tile,
                    Math.Min(width, _columns - tile),
                    pass.NetError + tile,
                    _columns,
                    lists.RowsOf(i),
                    lists.ValuesOf(i),
                    lists.Count[i]
                );
        }
    }

    /// <summary>The columns of the gradient to sum at a time: all, unless the errors of a batch stay in the nearest cache only for some of them.</summary>
    private int TileColumns(int rows)
    {
        if (rows * _columns <= NearestCache || rows * WidestTile > NearestCache)
            return _columns;
        int tiles = (_columns + WidestTile - 1) / WidestTile;
        int columns = (_columns + tiles - 1) / tiles;
        return (columns + 7) / 8 * 8;
    }

    private protected void SumOfRows(float* rows, int count, Span<float> sum)
    {
        sum.Clear();
        float one = 1;
        fixed (float* destination = sum)
            WeightedRowSum.AddConsecutive(destination, _columns, rows, _columns, &one, 0, count);
    }
}
