/** The sections of running-config in the order of a 3650 with 3.xSE and 3.xE (show-running-config of utah-3650). */
export const layoutOf3: readonly string[] =
  `service ! hostname ! boot ! ! vrf ! logging enable ! username aaa switch ! ip ! ! crypto diagnostic ! spanning-tree !
  redundancy ! ! interface ip-service ip-ssh ! access snmp tacacs radius ! banner line !`.split(/\s+/);

/**
 * With 16.x: no marks around what there is to boot, users after the spanning tree, a part for the control plane.
 * After the running-config of a WS-C3650-24TS with 16.6; its classes of control traffic are left out.
 */
export const layoutOf16: readonly string[] =
  `service platform ! hostname ! ! vrf ! logging enable ! aaa switch ! ip login ! ! crypto license memory diagnostic !
  spanning-tree ! username ! redundancy ! ! transceiver ! interface ip-forward ip-service ip-ssh ! access snmp tacacs radius ! control-plane ! banner
  line !`.split(/\s+/);
