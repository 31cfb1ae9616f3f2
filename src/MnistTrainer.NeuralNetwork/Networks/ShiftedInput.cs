using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Samples to score as they would be were every image moved (<see cref="NetworkDefinition.TestTimeShifts"/>).</summary>
/// <param name="input">The samples.</param>
/// <param name="shape">The shape of an image.</param>
/// <param name="shift">How it is moved, by less than its height and width.</param>
internal sealed unsafe class ShiftedInput(LayerInput input, Shape shape, ImageShift shift) : LayerInput
{
    public override int Width => input.Width;

    public override bool IsSparse => input.IsSparse;

    public override float Background => input.Background;

    /// <summary>The samples in all the ways in which a network averages over them.</summary>
    public static LayerInput[] AllOf(LayerInput input, NetworkDefinition definition) =>
        [.. definition.TestTimeShifts.Select(shift => shift == default ? input : new ShiftedInput(input, definition.InputShape, shift))];

    public override float* Rows(int row, int worker) => input.Rows(row, worker);

    public override void Fill(int fromRow, int toRow, int worker)
    {
        input.Fill(fromRow, toRow, worker);
        for (int row = fromRow; !IsSparse && row < toRow; row++)
            Move(input.Rows(row, worker) + ((long)row * Width));
    }

    public override int NonZeros(int row, int* columns, float* values)
    {
        int count = input.NonZeros(row, columns, values),
            kept = 0;
        for (int i = 0; i < count; i++)
        {
            int pixel = columns[i] / shape.Channels,
                y = (pixel / shape.Width) + shift.Down,
                x = (pixel % shape.Width) + shift.Right;
            if ((uint)y >= (uint)shape.Height || (uint)x >= (uint)shape.Width)
                continue;
            columns[kept] = (((y * shape.Width) + x) * shape.Channels) + (columns[i] % shape.Channels);
            values[kept++] = values[i];
        }

        return kept;
    }

    public override void Gather(int from, int to, int rows, ColumnLists lists) =>
        throw new InvalidOperationException("Moved images are only scored.");

    // In place: from the end that it moves to.
    private void Move(float* image)
    {
        int line = shape.Width * shape.Channels,
            across = Math.Abs(shift.Right) * shape.Channels;
        for (int i = 0; i < shape.Height; i++)
        {
            int y = shift.Down > 0 ? shape.Height - 1 - i : i,
                source = y - shift.Down;
            Span<float> target = new(image + ((long)y * line), line);
            if ((uint)source >= (uint)shape.Height)
            {
                target.Clear();
                continue;
            }

            Span<float> values = new(image + ((long)source * line), line);
            if (shift.Right < 0)
            {
                values[across..].CopyTo(target);
                target[^across..].Clear();
            }
            else
            {
                values[..^across].CopyTo(target[across..]);
                target[..across].Clear();
            }
        }
    }
}
