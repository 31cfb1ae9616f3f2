using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="ColumnScaling"/> layer and the <see cref="Dense"/> layer behind it as one: x (r s W) + b, above layers of which few values, or none, are
/// trained. No errors are propagated through the weights for the gradient of the scales, since it follows from that of r s W. Rows that are mostly zeros and runs of ones
/// (<see cref="RunMask"/>) are multiplied by what is neither, and by sums of the first rows of a block of r s W.
/// </summary>
/// <remarks>The scales lie right before the weights, as their layers do.</remarks>
internal sealed unsafe class ScaledDenseKernel(Dense layer, Shape input, int firstParameter, float rate, ErrorRange neededBelow)
    : DenseKernel(layer, input, firstParameter)
{
    // A product by rows is faster if it needs at most this fraction of the multiplications: it reads every factor from memory, whereas a matrix product keeps most of them in registers.
    private const int LargestShare = 3;

    // Half a mask, so that the gradient and the related data stay in the L1 cache until the weights are updated.
    private const int GradientRows = RunMask.Width / 2;

    private const int MaskFloats = 2 * sizeof(ulong) / sizeof(float);

    private readonly int _inputs = input.Size;
    private readonly int _blocks = (input.Size + RunMask.Width - 1) / RunMask.Width;
    private readonly int _gradientBlocks = (input.Size + GradientRows - 1) / GradientRows;

    /// <summary>The masks of all blocks of the inputs.</summary>
    public override int CacheWidth => _blocks * MaskFloats;

    public override bool GradientReadsCache => true;

    /// <summary>The rows to add, with their factors; in the gradient, the sums that belong to the last values of runs, with their counts.</summary>
    public override int ScratchLength => Math.Max(4 * _inputs, (GradientRows * Columns) + GradientRows);

    /// <summary>
    /// First the start of every net input, then r s W, then its sums within blocks: that of each input is the sum of its row and all before it; at last the transposed
    /// rows of r s W of the inputs whose errors are needed.
    /// </summary>
    public override int PreparedLength(bool backward) =>
        checked(Columns + (2 * _inputs * Columns) + (backward ? neededBelow.Length * Columns : 0));

    public override int PrepareBlocks(bool backward) => _blocks;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Prepare(int block, float* parameters, float background, bool backward, float* prepared)
    {
        if (block == 0)
            PrepareStart(parameters, background, new Span<float>(prepared, Columns));
        float* scales = parameters - _inputs,
            scaled = prepared + Columns,
            sums = scaled + ((long)_inputs * Columns);
        int from = block * RunMask.Width,
            to = Math.Min(_inputs, from + RunMask.Width);
        long at = (long)from * Columns;
        ScaledRows.Prepare(parameters + at, scales + from, rate, to - from, Columns, scaled + at, sums + at);
        (from, to) = (Math.Max(from, neededBelow.From), Math.Min(to, neededBelow.To));
        if (backward && from < to)
            Transpose.Rows(scaled, Columns, from, to, Transposed(prepared) - neededBelow.From, neededBelow.Length);
    }

    public override int GradientBlocks(LayerInput input) => _gradientBlocks + (UsesBias ? 1 : 0);

    /// <summary>The weights of a block of inputs, with the scales of these; at last the biases.</summary>
    public override ParameterBlock GradientRange(LayerInput input, int block)
    {
        int from = block * GradientRows,
            count = Math.Min(GradientRows, _inputs - from);
        return block == _gradientBlocks
            ? new ParameterBlock(_inputs * Columns, Columns, IsWeights: false)
            : new ParameterBlock(from * Columns, count * Columns, IsWeights: true) { AlsoFirst = from - _inputs, AlsoLength = count };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        if (block == _gradientBlocks)
        {
            SumOfRows(pass.NetError, pass.ToRow, new Span<float>(gradient, Columns));
            return;
        }

        int from = block * GradientRows,
            count = Math.Min(GradientRows, _inputs - from);
        if (IsWorthRows(block, count, pass))
            SumByRows(block, count, pass, gradient);
        else
            MatrixProduct.Multiply(
                new MatrixView(pass.InputRows + from, pass.ToRow, count, _inputs, 1).Transposed,
                new MatrixView(pass.NetError, pass.ToRow, Columns),
                new MatrixView(gradient, count, Columns),
                accumulate: false,
                pass.Scratch.Matrix.Pointer
            );

        long at = (long)from * Columns;
        int scales = from - _inputs;
        ScaledRows.Split(
            gradient,
            pass.Parameters + at,
            pass.Parameters + scales,
            rate,
            count,
            Columns,
            scaleGradient: gradient - at + scales
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void AddProduct(in LayerPass pass, float* net)
    {
        // Whether a row is multiplied by rows depends only on the row, so its result has the same bits in any batch.
        int firstOther = pass.FromRow;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            int rowsToAdd = FindMasks(pass, row);
            if (rowsToAdd > _inputs / LargestShare)
                continue;
            AddMatrices(pass, firstOther, row, net);
            firstOther = row + 1;
            AddRows(pass, row, net + ((long)(row - pass.FromRow) * Columns));
        }

        AddMatrices(pass, firstOther, pass.ToRow, net);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void PropagateError(in LayerPass pass)
    {
        int rows = pass.ToRow - pass.FromRow;
        if (neededBelow.Length > 0)
            MatrixProduct.Multiply(
                new MatrixView(pass.NetError + ((long)pass.FromRow * Columns), rows, Columns),
                new MatrixView(Transposed(pass.Prepared), Columns, neededBelow.Length),
                new MatrixView(pass.InputError + ((long)pass.FromRow * _inputs) + neededBelow.From, rows, neededBelow.Length, _inputs, 1),
                accumulate: false,
                pass.Scratch.Matrix.Pointer
            );
    }

    private float* Transposed(float* prepared) => prepared + Columns + (2L * _inputs * Columns);

    private float* Row(in LayerPass pass, int row) => pass.InputRows + ((long)row * _inputs);

    private RunMask* Masks(in LayerPass pass, int row) => (RunMask*)(pass.Cache + ((long)row * CacheWidth));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindMasks(in LayerPass pass, int row)
    {
        RunMask* masks = Masks(pass, row);
        float* values = Row(pass, row);
        int count = 0;
        for (int block = 0; block < _blocks; block++)
        {
            int from = block * RunMask.Width;
            masks[block] = RunMask.Of(values + from, Math.Min(RunMask.Width, _inputs - from));
            count += masks[block].Count;
        }

        return count;
    }

    /// <summary>Adds the products of neighboring rows, none or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddMatrices(in LayerPass pass, int from, int to, float* net)
    {
        float* scaled = pass.Prepared + Columns;
        if (!pass.IsTraining && pass.ToRow - pass.FromRow == 1 && from < to)
            RowProduct.Add(Row(pass, from), _inputs, scaled, Columns, net, pass.Scratch.Matrix.Pointer);
        else if (from < to)
            MatrixProduct.Multiply(
                new MatrixView(Row(pass, from), to - from, _inputs),
                new MatrixView(scaled, _inputs, Columns),
                new MatrixView(net + ((long)(from - pass.FromRow) * Columns), to - from, Columns),
                accumulate: true,
                pass.Scratch.Matrix.Pointer
            );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows(in LayerPass pass, int row, float* net)
    {
        RunMask* masks = Masks(pass, row);
        float* values = Row(pass, row),
            factors = pass.Scratch.Frame.Pointer;
        int* rows = (int*)(factors + (2 * _inputs));
        int count = 0;
        for (int block = 0; block < _blocks; block++)
        {
            int from = block * RunMask.Width;
            for (ulong bits = masks[block].Values; bits != 0; bits &= bits - 1, count++)
            {
                rows[count] = from + BitOperations.TrailingZeroCount(bits);
                factors[count] = values[rows[count]];
            }

            for (ulong bits = masks[block].Lasts; bits != 0; bits &= bits - 1, count++)
                (rows[count], factors[count]) = (_inputs + from + BitOperations.TrailingZeroCount(bits), 1);
            for (ulong bits = masks[block].Befores; bits != 0; bits &= bits - 1, count++)
                (rows[count], factors[count]) = (_inputs + from + BitOperations.TrailingZeroCount(bits), -1);
        }

        WeightedRowSum.Add(net, Columns, pass.Prepared + Columns, Columns, rows, factors, count);
    }

    private RunMask HalfMask(in LayerPass pass, int row, int block) => Masks(pass, row)[block / 2].Half(block % 2);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsWorthRows(int block, int width, in LayerPass pass)
    {
        long count = 0;
        for (int row = 0; row < pass.ToRow; row++)
            count += HalfMask(pass, row, block).Count;
        return count <= (long)pass.ToRow * width / LargestShare;
    }

    /// <summary>The gradient for a block of r s W: that of its single values, and that of its sums, each of which is part of those of its row and of all before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumByRows(int block, int width, in LayerPass pass, float* gradient)
    {
        new Span<float>(gradient, width * Columns).Clear();
        float* sums = pass.Scratch.Frame.Pointer,
            counts = sums + ((long)GradientRows * Columns);
        new Span<float>(sums, (GradientRows * Columns) + GradientRows).Clear();
        for (int row = 0; row < pass.ToRow; row++)
        {
            RunMask mask = HalfMask(pass, row, block);
            float* values = Row(pass, row) + (block * GradientRows),
                errors = pass.NetError + ((long)row * Columns);
            for (ulong bits = mask.Values; bits != 0; bits &= bits - 1)
            {
                int i = BitOperations.TrailingZeroCount(bits);
                RankOneUpdate.Add(gradient + ((long)i * Columns), Columns, values[i], errors);
            }

            for (ulong bits = mask.Lasts; bits != 0; bits &= bits - 1)
                Count(BitOperations.TrailingZeroCount(bits), 1, errors);
            for (ulong bits = mask.Befores; bits != 0; bits &= bits - 1)
                Count(BitOperations.TrailingZeroCount(bits), -1, errors);
        }

        // If no run is open, the sum is set to 0, because Adam would turn a rounding error into steps.
        ScaledRows.AddSums(gradient, sums, counts, width, Columns);

        void Count(int last, float sign, float* errors)
        {
            counts[last] += sign;
            RankOneUpdate.Add(sums + ((long)last * Columns), Columns, sign, errors);
        }
    }
}
