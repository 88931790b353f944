import { blocks, leastValues, refusalOf, subchart, template, whereHelmRuns, useAssembledCharts } from './real-charts';

whereHelmRuns(`what the schemas of the charts refuse, on ${subchart} (skipped where no helm can be had)`, () => {
  const assembled = useAssembledCharts();

  describe.each(blocks)('%s', (block) => {
    const key = `${block}Vcluster`;
    const name = `${block}-vcluster`;

    function refusal(flags: readonly string[]): string {
      return refusalOf(
        template({
          helm: assembled.helm,
          chart: assembled.charts[block],
          name,
          namespace: block,
          values: leastValues(block),
          flags,
        }),
      );
    }

    // Helm takes all of these for true; the schema stops them, and where it is not asked, the chart does.
    test.each([
      { given: 'false in quotes', enabled: '"false"', schema: `at '/${key}/enabled': got string, want boolean` },
      { given: 'a number', enabled: '0', schema: `at '/${key}/enabled': got number, want boolean` },
      { given: 'nothing', enabled: 'null', schema: `at '/${key}': missing property 'enabled'` },
    ])('a gate that is $given', ({ enabled, schema }) => {
      const flags = ['--set-json', `${key}.enabled=${enabled}`];
      expect(refusal(flags)).toContain(`bp-${name}:\n- ${schema}`);
      expect(refusal([...flags, '--skip-schema-validation'])).toBe(
        `${key}.enabled is ${enabled}, and Helm takes all but a boolean for true. Write true or false, without quotes.`,
      );
    });

    test.each([
      { set: `${key}=null`, says: `at '': missing property '${key}'` },
      { set: `${key}.colour="red"`, says: `at '/${key}': additional properties 'colour' not allowed` },
      { set: 'colour="red"', says: "at '': additional properties 'colour' not allowed" },
      { set: `${key}.namespace.create="no"`, says: `at '/${key}/namespace/create': got string, want boolean` },
      {
        set: `${key}.networkPolicy.extraIngressNamespaces=["Flux"]`,
        says:
          `at '/${key}/networkPolicy/extraIngressNamespaces/0': 'Flux' does not match pattern ` +
          "'^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'",
      },
      {
        set: `${key}.networkPolicy.allowedIngressNamespaces="dmz"`,
        says: `at '/${key}/networkPolicy/allowedIngressNamespaces': got string, want array`,
      },
      {
        set: `${key}.registryMirror="https://harbor.openova.io"`,
        says:
          `at '/${key}/registryMirror': 'https://harbor.openova.io' does not match pattern ` +
          "'^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?$'",
      },
    ])('by the schema: $set', ({ set, says }) => {
      expect(refusal(['--set-json', set])).toContain(`bp-${name}:\n- ${says}`);
    });
  });
});
